import { tick } from 'svelte';

// Where the focus goes when the last dialog is closed. A dialog gives it back by itself, but only to what is
// still there: one dialog may follow another, and an entry of the calendar may be drawn anew meanwhile.

let opener: HTMLElement | undefined;

/** Before a dialog opens. */
export function remember(): void {
  const { activeElement: active } = document;
  if (active instanceof HTMLElement && active !== document.body && !active.closest('dialog')) opener = active;
}

function placeOf(element: HTMLElement | undefined): HTMLElement | null {
  const key = element?.dataset.key;
  if (element?.isConnected) return element;
  return (key && document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)) || document.querySelector('main');
}

/** After one was closed, or whatever had the focus went away: whoever works by keys is somewhere again. */
export async function giveBack(): Promise<void> {
  await tick();
  if (document.querySelector('dialog:modal')) return;
  if (document.activeElement === document.body) placeOf(opener)?.focus({ preventScroll: true });
  opener = undefined;
}
