import type { CalendarItem } from '../server/shapes';
import { session } from '../state/session.svelte';
import { common } from '../words/common';
import { dateText, rangeText, spanText } from '../words/dates';
import { addDays } from '../time/wall';
import type { Day } from '../time/wall';
import type { Shown, Sign } from './entries';
import { movable } from './entries';
import type { Days, Look } from './ranges';
import { say } from './words';

/** The answer or state in words, for those signs that are not plain. */
export function signWord(sign: Sign): string {
  if (sign === 'cancelled' || sign === 'tentative' || sign === 'declined') return common(sign);
  return sign === 'unanswered' ? common('needs-action') : say(sign);
}

const whose = (item: CalendarItem): string[] =>
  movable(item, session.me?.id ?? '') || item.organizer.userId === session.me?.id ? [] : [say('invitedBy', { name: item.organizer.name })];

/** All that an entry shows, for those who hear it. */
export function nameOf({ item, walls, signs }: Shown): string {
  const states = signs.filter((sign) => sign !== 'own' && sign !== 'invited').map(signWord);
  return [
    item.title, spanText(walls.start, walls.end, walls.allDay), ...states, ...whose(item), ...(item.occurrence ? [say('repeats')] : []),
  ].join(', ');
}

/** On a narrow screen the year is said where it is another one. */
export function titleOf({ view, narrow }: Look, days: Days, date: Day, today: Day): string {
  const month = narrow ? 'short' : 'long';
  const thisYear = [days.from, addDays(days.to, -1)].every((day) => day.slice(0, 4) === today.slice(0, 4));
  const year = narrow && thisYear ? {} : { year: 'numeric' } as const;
  if (view === 'month') return dateText(date, { month: 'long', year: 'numeric' });
  if (view === 'day') return dateText(date, { weekday: narrow ? 'short' : 'long', day: 'numeric', month, ...year });
  return rangeText(days.from, addDays(days.to, -1), { day: 'numeric', month, ...year });
}
