import { common } from '../words/common';
import { Refusal, Unreachable } from '../server/request';

export interface Toast { id: number; text: string; bad: boolean; undo?: () => void | Promise<void> }

const shown_ms = 8000;

/** Short words at the foot of the page, with a way back where there is one. */
class Toasts {
  list = $state<Toast[]>([]);
  #last = 0;

  say(text: string, undo?: Toast['undo']): void {
    this.#add({ id: ++this.#last, text, bad: false, ...(undo && { undo }) });
  }

  /**
   * Why the server did not do it. Anything that is no answer of the server is a fault of the page, and thrown on.
   * That a session ended is said by the page itself, which asks to sign in again.
   */
  complain(error: unknown): void {
    if (error instanceof Refusal && error.status === 401) return;
    this.#add({ id: ++this.#last, text: reasonOf(error), bad: true });
  }

  close(id: number): void {
    this.list = this.list.filter((toast) => toast.id !== id);
  }

  #add(toast: Toast): void {
    this.list = [...this.list.slice(-2), toast];
    setTimeout(() => this.close(toast.id), shown_ms);
  }
}

export const toasts = new Toasts();

export function reasonOf(error: unknown): string {
  if (error instanceof Unreachable) return common('unreachable');
  if (!(error instanceof Refusal)) throw error;
  const fields = error.fields.map(({ pointer, message }) => `${pointer.replace(/^[/?]/, '')} ${message}`);
  return common('refused', { reason: [error.detail || error.title, ...fields].join(' ') });
}
