import * as meetings from '../server/meetings';
import type { Which } from '../server/meetings';
import { Refusal, Unreachable } from '../server/request';
import type { AnswerWord, Attendee, Delivery, Meeting, Notification } from '../server/shapes';
import { diary } from '../state/diary.svelte';
import { sameOccurrence } from '../state/occurrence';
import { mergedAnswer, newestDeliveries } from './following';

const cannotNow = ({ status }: Refusal): boolean => status >= 500 || status === 429;

/** The meeting whose dialog is open, as it is now. */
export class OpenMeeting {
  meeting = $state.raw<Meeting>();
  etag = $state.raw<string | null>(null);
  /** The last thing each person was told of it, for its organizer. */
  deliveries = $state.raw<Map<string, Delivery>>(new Map());
  /** Why there is nothing to show: it is not for us to see, or the server is away. */
  failure = $state<'gone' | 'away'>();
  /** It was changed while it was being edited here, where nothing may be overwritten. */
  changed = $state(false);
  editing = false;
  #asked = 0;
  #answering = false;

  constructor(readonly id: string, readonly occurrence: string | undefined, readonly me: string) {}

  get mine(): boolean {
    return this.meeting?.organizer.userId === this.me;
  }

  get which(): Which {
    return this.occurrence ? { occurrence: this.occurrence } : {};
  }

  /** What is shown stays until the answer is there. */
  async load(): Promise<void> {
    const asked = ++this.#asked;
    try {
      const { value, etag } = await meetings.meeting(this.id, this.occurrence);
      if (asked !== this.#asked) return;
      this.meeting = value;
      this.etag = etag;
      this.failure = undefined;
      this.changed = false;
      if (this.mine) await this.#loadDeliveries();
    } catch (error) {
      if (asked !== this.#asked) return;
      if (!(error instanceof Refusal || error instanceof Unreachable)) throw error;
      this.failure = error instanceof Unreachable || cannotNow(error) ? 'away' : 'gone';
      if (this.failure === 'gone' && !this.editing) this.meeting = undefined;
    }
  }

  async #loadDeliveries(): Promise<void> {
    try {
      this.deliveries = newestDeliveries(await meetings.deliveries(this.id));
    } catch (error) {
      // Who has seen it is an extra: without it, all the rest is still right.
      if (!(error instanceof Refusal) && !(error instanceof Unreachable)) throw error;
    }
  }

  /** What the server tells while it is open. */
  take(told: Notification): void {
    if (told.meeting.id !== this.id || told.kind === 'reminder') return;
    const one = told.meeting.occurrence;
    if (one && this.occurrence && !sameOccurrence(one, this.occurrence)) return;
    // Of the series as a whole it says nothing.
    if (told.kind === 'responded' && one && !this.occurrence) return;
    if (told.kind === 'responded' && this.meeting) {
      this.meeting = mergedAnswer(this.meeting, told);
      if (this.mine && !this.editing) void this.#loadDeliveries();
    } else if (this.editing) {
      this.changed = true;
    } else {
      void this.load();
    }
  }

  /** The same person wrote something of it: on a card beside the dialog, in another tab, or (who knows what) elsewhere. */
  wrote({ meeting, here }: { meeting?: string; here: boolean }): void {
    const perhaps = meeting === undefined && !here && !this.editing;
    if ((meeting !== this.id && !perhaps) || this.#answering) return;
    if (!this.editing) void this.load();
    else if (!here) this.changed = true;
  }

  /** Shown at once; throws what the server says against it, with all as it was. */
  async answer(response: AnswerWord, comment: string, scope: 'this' | 'all'): Promise<void> {
    const before = this.meeting;
    if (!before) return;
    const which: Which = this.occurrence ? { scope, occurrence: this.occurrence } : {};
    const mine = (person: Attendee): Attendee => (person.userId === this.me ? { ...person, response, comment } : person);
    const assumed = (this.meeting = { ...before, attendees: before.attendees.map(mine) });
    const meant = (item: { meetingId: string; occurrence?: string }) =>
      item.meetingId === this.id && (scope === 'all' || !this.occurrence || sameOccurrence(item.occurrence, this.occurrence));
    const takeBack = diary.assume((items) => items.map((item) => (meant(item) ? { ...item, response } : item)));
    this.#answering = true;
    try {
      await meetings.answer(this.id, response, comment, which);
    } catch (error) {
      takeBack();
      if (this.meeting === assumed) this.meeting = before;
      else void this.load();
      throw error;
    } finally {
      this.#answering = false;
    }
    await Promise.all([this.load(), diary.refresh().catch(() => {})]);
  }
}
