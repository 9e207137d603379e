import type { View } from '../state/route.svelte';
import type { Day } from '../time/wall';
import { addDays, addMonths, daysBetween, startOfMonth, startOfWeek, within } from '../time/wall';

/** How the calendar is looked at: on a narrow screen a week has three days. */
export interface Look { view: View; narrow: boolean; firstWeekday: number }
export interface Days { from: Day; to: Day }

export const listDays = 28;
export const narrowDays = 3;

function monthOf(date: Day, firstWeekday: number): Days {
  const begin = startOfMonth(date);
  const weekAfter = startOfWeek(addDays(addMonths(begin, 1), 6), firstWeekday);
  return { from: startOfWeek(begin, firstWeekday), to: weekAfter };
}

/** The days that are drawn, the end exclusive. */
export function daysOf({ view, narrow, firstWeekday }: Look, date: Day): Days {
  if (view === 'month') return monthOf(date, firstWeekday);
  if (view === 'list') return { from: date, to: addDays(date, listDays) };
  if (view === 'day') return { from: date, to: addDays(date, 1) };
  if (narrow) return { from: date, to: addDays(date, narrowDays) };
  const from = startOfWeek(date, firstWeekday);
  return { from, to: addDays(from, 7) };
}

/** One page on (1) or back (-1). */
export function stepped({ view, narrow }: Look, date: Day, direction: 1 | -1): Day {
  if (view === 'month') return within(addMonths(startOfMonth(date), direction));
  const days = { day: 1, week: narrow ? narrowDays : 7, list: listDays }[view];
  return within(addDays(date, direction * days));
}

export const holds = ({ from, to }: Days, day: Day): boolean => from <= day && day < to;

/** ISO 8601 where weeks begin on Monday; else the one with the first of January is the first. */
export function weekNumberOf(date: Day, firstWeekday: number): number {
  const last = addDays(startOfWeek(date, firstWeekday), firstWeekday === 0 ? 3 : 6);
  return Math.floor(daysBetween(`${last.slice(0, 4)}-01-01`, last) / 7) + 1;
}
