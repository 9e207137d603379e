import { calendarOf } from '../server/calendar';
import type { Range } from '../server/calendar';
import type { CalendarItem, Notification } from '../server/shapes';
import { merge } from './merge';

/** Names an entry of the calendar: a meeting, or one occurrence of a series. */
export const keyOf = ({ meetingId, occurrence }: Pick<CalendarItem, 'meetingId' | 'occurrence'>): string =>
  `${meetingId}|${occurrence ?? ''}`;

// Longer than what comes together takes to be here: the next frame of the page.
const shortest_pause_ms = 50;
const longest_pause_ms = 300;

/** What the own calendar holds in the range that is looked at. */
class Diary {
  items = $state.raw<CalendarItem[]>([]);
  loading = $state(false);
  range = $state.raw<Range>();
  #asked = new AbortController();
  /** What came while the list was being fetched: it may have been read before. */
  #meanwhile: ((items: CalendarItem[]) => CalendarItem[])[] = [];
  #soon: ReturnType<typeof setTimeout> | undefined;

  /** Throws Refusal or Unreachable; what was there stays until the answer is. */
  async show(range: Range): Promise<void> {
    this.range = range;
    await this.refresh();
  }

  async refresh(): Promise<void> {
    if (!this.range) return;
    this.#asked.abort();
    const asked = (this.#asked = new AbortController());
    this.loading = true;
    this.#meanwhile = [];
    try {
      const items = await calendarOf('me', this.range, asked.signal);
      if (asked === this.#asked) this.#take(this.#meanwhile.reduce((list, change) => change(list), items));
    } catch (error) {
      if (!asked.signal.aborted) throw error;
    } finally {
      if (asked === this.#asked) this.loading = false;
    }
  }

  /** Once for all that happens meanwhile, and not at the same moment in every browser. */
  refreshSoon(): void {
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      void this.refresh().catch(() => {});
    }, shortest_pause_ms + Math.random() * (longest_pause_ms - shortest_pause_ms));
  }

  /** Shows what was pushed; only where that does not say it all, the list is fetched again. */
  take(notification: Notification, me: string, zone: string): void {
    const { range } = this;
    if (!range) return;
    const change = (items: CalendarItem[]): CalendarItem[] => {
      const merged = merge(items, notification, me, zone, range);
      if (merged !== 'unknown') return merged;
      this.refreshSoon();
      return items;
    };
    if (this.loading) this.#meanwhile.push(change);
    this.items = change(this.items);
  }

  /**
   * Shows at once what the server is only being asked for; the answer takes it back. A list that is on its way
   * may have been read before: it is changed as well, so the change must bear being made twice.
   */
  assume(change: (items: CalendarItem[]) => CalendarItem[]): () => void {
    const before = this.items;
    const assumed = change(before);
    if (this.loading) this.#meanwhile.push(change);
    this.#take(assumed);
    return () => {
      this.#meanwhile = this.#meanwhile.filter((other) => other !== change);
      if (this.items === assumed) this.items = before;
      else void this.refresh().catch(() => {});
    };
  }

  /** The mark is the beginning of what the bench measures until it is painted. */
  #take(items: CalendarItem[]): void {
    performance.mark('diary:data');
    this.items = items;
  }

  forget(): void {
    this.#asked.abort();
    clearTimeout(this.#soon);
    this.#soon = undefined;
    this.items = [];
    this.range = undefined;
  }
}

export const diary = new Diary();
