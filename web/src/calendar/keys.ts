// The keys of the page. Single letters: they speak only while nobody types and no dialog is open.

export const actions = ['today', 'previous', 'next', 'day', 'week', 'month', 'list', 'goTo', 'create', 'search', 'keys'] as const;
export type Action = (typeof actions)[number];

const keys: Record<string, Action> = {
  t: 'today', ArrowLeft: 'previous', p: 'previous', ArrowRight: 'next', n: 'next',
  d: 'day', w: 'week', m: 'month', l: 'list', g: 'goTo', c: 'create', '/': 'search', '?': 'keys',
};

const names: Record<string, string> = { ArrowLeft: '←', ArrowRight: '→' };

/** As they are written on a keyboard. */
export const keysOf = (action: Action): string[] =>
  Object.keys(keys).filter((key) => keys[key] === action).map((key) => names[key] ?? key);

type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'defaultPrevented' | 'isComposing'>;

export function actionOf(press: Press): Action | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey || press.defaultPrevented || press.isComposing) return undefined;
  return keys[press.key.length === 1 ? press.key.toLowerCase() : press.key];
}

const typing = 'input, select, textarea, [contenteditable], [role="listbox"], [role="menu"], [role="tablist"]';

/** Whether somebody is busy with something that wants the keys itself. */
export const isBusy = (target: EventTarget | null): boolean =>
  (target instanceof Element && target.closest(typing) !== null) || document.querySelector('dialog:modal') !== null;
