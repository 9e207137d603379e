import type { Notification } from '../server/shapes';
import { keyOfTold } from './asks';
import { endOf } from './tell';

// What stands in the corner, and how long.

export const most_cards = { wide: 4, narrow: 2 };
export const shown_for_ms = 10_000;

export interface Seen {
  isDealt: (seq: number) => boolean;
  /** Came while the page was open. */
  arrived: ReadonlySet<number>;
}

const isReminder = ({ kind }: Notification): boolean => kind === 'reminder';

/** What a later one makes old news: of its own kind, about the same. An answer is one person's own. */
const topicOf = ({ kind, meeting, by }: Notification): string =>
  `${kind === 'reminder' ? kind : kind === 'responded' ? by?.userId : ''}|${keyOfTold(meeting)}`;

/** Newest first; of several about the same the last one says it all. */
export function cardsOf(list: Notification[], { isDealt, arrived }: Seen, zone: string, now: Date): Notification[] {
  const latest = new Map(list.map((told) => [topicOf(told), told.seq]));
  const stands = (told: Notification) => (isReminder(told) ? endOf(told, zone) > now : arrived.has(told.seq));
  return list.filter((told) => !isDealt(told.seq) && stands(told) && latest.get(topicOf(told)) === told.seq).reverse();
}

/** This one, and what it made old news. */
export function dealtWith(told: Notification, list: Notification[], arrived: ReadonlySet<number>): number[] {
  const older = list.filter((each) => each.seq < told.seq && topicOf(each) === topicOf(told) && (isReminder(each) || arrived.has(each.seq)));
  return [...older.map(({ seq }) => seq), told.seq];
}

/** How long each was really seen. */
export class Watch {
  #seen = new Map<number, number>();
  #before: Notification[] = [];

  /**
   * The first of these were seen for so long now; gives those that need not stay. A reminder does until its meeting
   * is over, and is dealt with then if it was seen.
   */
  pass(cards: Notification[], shown: number, ms: number): Notification[] {
    const over = this.#before.filter((told) => isReminder(told) && !cards.includes(told));
    this.#before = cards;
    for (const { seq } of cards.slice(0, shown)) this.#seen.set(seq, (this.#seen.get(seq) ?? 0) + ms);
    const done = [...over, ...cards.filter((told) => !isReminder(told))].filter((told) => this.#wasSeen(told));
    done.forEach(({ seq }) => this.#seen.delete(seq));
    return done;
  }

  #wasSeen({ seq }: Notification): boolean {
    return (this.#seen.get(seq) ?? 0) >= shown_for_ms;
  }
}
