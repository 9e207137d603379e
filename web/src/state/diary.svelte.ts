import { calendarOf } from '../server/calendar';
import type { Range } from '../server/calendar';
import type { CalendarItem } from '../server/shapes';

/** Names an entry of the calendar: a meeting, or one occurrence of a series. */
export const keyOf = ({ meetingId, occurrence }: Pick<CalendarItem, 'meetingId' | 'occurrence'>): string =>
  `${meetingId}|${occurrence ?? ''}`;

/** What the own calendar holds in the range that is looked at. */
class Diary {
  items = $state.raw<CalendarItem[]>([]);
  loading = $state(false);
  range = $state.raw<Range>();
  #asked = new AbortController();

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
    try {
      const items = await calendarOf('me', this.range, asked.signal);
      if (asked === this.#asked) this.items = items;
    } catch (error) {
      if (!asked.signal.aborted) throw error;
    } finally {
      if (asked === this.#asked) this.loading = false;
    }
  }

  /** Shows at once what the server is only being asked for; the answer takes it back. */
  assume(change: (items: CalendarItem[]) => CalendarItem[]): () => void {
    const before = this.items;
    const assumed = (this.items = change(before));
    return () => {
      if (this.items === assumed) this.items = before;
      else void this.refresh().catch(() => {});
    };
  }

  forget(): void {
    this.#asked.abort();
    this.items = [];
    this.range = undefined;
  }
}

export const diary = new Diary();
