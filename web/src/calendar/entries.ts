import type { Calendar } from '@event-calendar/core';
import type { CalendarItem } from '../server/shapes';
import { keyOf } from '../state/diary.svelte';
import { secondsBetween } from '../time/wall';
import type { Walls } from './spans';
import { drawnOf, wallsOf } from './spans';

// How an item of the calendar becomes an entry of the widget.

export type Sign = 'own' | 'invited' | 'unanswered' | 'tentative' | 'declined' | 'cancelled' | 'free';

const answers: Record<CalendarItem['response'], Sign | undefined> = {
  accepted: undefined, tentative: 'tentative', declined: 'declined', 'needs-action': 'unanswered',
};

/** What an entry shows besides its title and time. Cancelled says more than any answer. */
export function signsOf(item: CalendarItem, me: string): Sign[] {
  const whose: Sign = item.organizer.userId === me ? 'own' : 'invited';
  if (item.status === 'cancelled') return [whose, 'cancelled'];
  const answer = answers[item.response];
  if (answer) return [whose, answer];
  return item.busy ? [whose] : [whose, 'free'];
}

/** Only who invites moves a meeting, and nobody one that is cancelled. */
export const movable = (item: CalendarItem, me: string): boolean =>
  item.organizer.userId === me && item.status === 'confirmed';

export interface Reader { me: string; zone: string }

const shortMinutes = 30;

export function entryOf(item: CalendarItem, { me, zone }: Reader): Calendar.EventInput {
  const walls = wallsOf(item, zone);
  const drawn = drawnOf(walls);
  const short = !drawn.allDay && secondsBetween(drawn.start, drawn.end) <= shortMinutes * 60;
  const editable = movable(item, me);
  const signs = signsOf(item, me);
  return {
    id: keyOf(item),
    title: item.title,
    start: drawn.start,
    end: drawn.end,
    allDay: drawn.allDay,
    startEditable: editable,
    // An edge of what has hours, but is drawn as days, cannot be set to an hour.
    durationEditable: editable && drawn.allDay === item.allDay,
    classNames: [...signs.map((sign) => `is-${sign}`), ...(short ? ['is-short'] : []), ...(drawn.allDay ? ['is-days'] : [])],
    extendedProps: { item, walls, signs, short } satisfies Shown,
  };
}

export interface Shown { item: CalendarItem; walls: Walls; signs: Sign[]; short: boolean }

/** Which entries are new, other, or gone, by what they say. */
export interface Difference { changed: CalendarItem[]; added: CalendarItem[]; removed: string[] }

export type Known = Map<string, string>;

export const knownOf = (items: CalendarItem[]): Known => new Map(items.map((item) => [keyOf(item), JSON.stringify(item)]));

export function differenceOf(before: Known, after: Known, items: CalendarItem[]): Difference {
  const [changed, added]: CalendarItem[][] = [[], []];
  for (const item of items) {
    const key = keyOf(item);
    if (!before.has(key)) added!.push(item);
    else if (before.get(key) !== after.get(key)) changed!.push(item);
  }
  return { changed: changed!, added: added!, removed: [...before.keys()].filter((key) => !after.has(key)) };
}
