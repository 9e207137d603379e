import { busyDays, freeBusy } from '../server/calendar';
import { person } from '../server/people';
import { Refusal } from '../server/request';
import type { BusyInterval, User } from '../server/shapes';
import type { Day } from '../time/wall';
import { addDays } from '../time/wall';

/** So many stand beside oneself: a week of them is far below what the server answers at once. */
export const most_people = 40;

export interface Question { me: User; ids: readonly string[]; from: Day; to: Day; month: boolean; zone: string }

const isNobody = (error: unknown): boolean => error instanceof Refusal && (error.status === 404 || error.status === 422);

/** People side by side: who they are, and when they are busy. What was there stays until the answer is. */
export class Board {
  people = $state.raw<User[]>([]);
  busy = $state.raw<Record<string, BusyInterval[]>>({});
  days = $state.raw<Record<string, Record<Day, boolean>>>({});
  loading = $state(false);
  #known = new Map<string, User>();
  #asked = new AbortController();

  know(user: User): void {
    this.#known.set(user.id, user);
  }

  /** Says which of the ids are nobody's. Throws Refusal or Unreachable. */
  async show(question: Question): Promise<string[]> {
    this.#asked.abort();
    const asked = (this.#asked = new AbortController());
    this.loading = true;
    try {
      const found = await Promise.all(question.ids.map((id) => this.#find(id)));
      const people = [question.me, ...found.filter((user) => user !== undefined)];
      const answer = await this.#ask(question, people.map(({ id }) => id), asked.signal);
      if (asked !== this.#asked) return [];
      this.people = people;
      answer();
      return question.ids.filter((_, index) => !found[index]);
    } catch (error) {
      if (asked.signal.aborted) return [];
      throw error;
    } finally {
      if (asked === this.#asked) this.loading = false;
    }
  }

  async #ask({ from, to, month, zone }: Question, ids: string[], signal: AbortSignal): Promise<() => void> {
    if (month) {
      const maps = await Promise.all(ids.map(async (id) => [id, await busyDays(id, from, addDays(to, -1), zone)] as const));
      return () => { this.days = Object.fromEntries(maps); };
    }
    const { users } = await freeBusy(ids, { from, to }, zone, signal);
    return () => { this.busy = Object.fromEntries(Object.entries(users).map(([id, { busy }]) => [id, busy])); };
  }

  async #find(id: string): Promise<User | undefined> {
    if (!this.#known.has(id)) {
      const user = await person(id).catch((error: unknown) => {
        if (isNobody(error)) return undefined;
        throw error;
      });
      if (!user) return undefined;
      this.know(user);
    }
    return this.#known.get(id);
  }
}
