import { find } from '../server/meetings';
import type { CalendarItem } from '../server/shapes';
import { reasonOf } from '../state/toasts.svelte';

const pause_ms = 180;

/** Meetings by their words, as they are typed: only the last question counts. */
export class Search {
  items = $state.raw<CalendarItem[]>([]);
  /** What the items answer. */
  asked = $state('');
  busy = $state(false);
  problem = $state('');
  #cursor = $state<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = new AbortController();

  get more(): boolean {
    return this.#cursor !== undefined;
  }

  ask(text: string): void {
    this.stop();
    const query = text.trim();
    if (query) this.#timer = setTimeout(() => void this.#fetch(query), pause_ms);
    else [this.items, this.asked, this.problem, this.#cursor] = [[], '', '', undefined];
  }

  /** The page after. */
  async next(): Promise<void> {
    if (!this.busy && this.#cursor) await this.#fetch(this.asked, this.#cursor);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#running.abort();
    this.busy = false;
  }

  async #fetch(query: string, cursor?: string): Promise<void> {
    const running = (this.#running = new AbortController());
    this.busy = true;
    try {
      const page = await find(query, cursor, running.signal);
      if (running.signal.aborted) return;
      this.items = cursor ? [...this.items, ...page.items] : page.items;
      [this.asked, this.#cursor, this.problem] = [query, page.nextCursor, ''];
    } catch (error) {
      if (!running.signal.aborted) this.problem = reasonOf(error);
    } finally {
      if (running === this.#running) this.busy = false;
    }
  }
}
