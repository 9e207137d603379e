import { freeBusy } from '../server/calendar';
import { Refusal, Unreachable } from '../server/request';
import type { Day } from '../time/wall';
import { addDays, daysBetween } from '../time/wall';
import type { Busy } from './busy';
import { busyOf } from './busy';

/** The server answers for this many people times days at once. */
const mostPersonDays = 5000;
const mostPeople = 500;

/** When the people who are asked for are busy, in the days that are asked for. */
export class BusyTimes {
  of = $state.raw<Record<string, Busy[]>>({});
  /** For which days that is, the end exclusive. */
  #days = $state.raw({ from: '', to: '' });
  #asked = new AbortController();

  /** Both days included. Who cannot be reached is not known, which harms nothing: what was known stays. */
  async ask(users: string[], first: Day, last: Day, zone: string): Promise<void> {
    this.#asked.abort();
    const asked = (this.#asked = new AbortController());
    const people = users.slice(0, mostPeople);
    const days = Math.min(daysBetween(first, last) + 1, Math.floor(mostPersonDays / people.length));
    try {
      const range = { from: first, to: addDays(first, days) };
      const { users: known } = await freeBusy(people, range, zone, asked.signal);
      if (asked !== this.#asked) return;
      this.#days = range;
      this.of = Object.fromEntries(Object.entries(known).map(([user, { busy }]) => [user, busyOf(busy)]));
    } catch (error) {
      if (!asked.signal.aborted && !(error instanceof Refusal) && !(error instanceof Unreachable)) throw error;
    }
  }

  /** Whether it is known of all of them for these days, both included. */
  covers(users: string[], first: Day, last: Day): boolean {
    return this.#days.from <= first && last < this.#days.to && users.every((user) => this.of[user]);
  }

  stop(): void {
    this.#asked.abort();
  }
}
