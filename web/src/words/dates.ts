import type { Day, Wall } from '../time/wall';
import { addDays, dayOf, ticks } from '../time/wall';
import { speech } from './words.svelte';

// Dates in the reader's language and manner. Wall clock times go in: no zone is applied here.

type Options = Intl.DateTimeFormatOptions;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Kept: making one takes longer than a hundred uses of it. */
function formatOf(options: Options): Intl.DateTimeFormat {
  const key = speech.locale + JSON.stringify(options);
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.DateTimeFormat(speech.locale, { ...options, timeZone: 'UTC' })));
  return format;
}

/** "Mon, 30 March", "30. März" … */
export const dateText = (date: Day | Wall, options: Options = { weekday: 'short', day: 'numeric', month: 'short' }): string =>
  formatOf(options).format(ticks(date));

const times = new Map<string, string>();

/** Kept as well: a full week says hundreds of them, and a day has only so many. */
export function timeText(wall: Wall): string {
  const key = speech.locale + wall.slice(11, 16);
  let text = times.get(key);
  if (text === undefined) times.set(key, (text = dateText(wall, { hour: 'numeric', minute: '2-digit' })));
  return text;
}

/** From one to the other, without saying the day twice. */
export function rangeText(start: Wall, end: Wall, options: Options = { dateStyle: 'medium', timeStyle: 'short' }): string {
  return formatOf(options).formatRange(ticks(start), ticks(end));
}

/** An all-day time, whose end is exclusive. */
export function daysText(start: Day, end: Day): string {
  return rangeText(start, addDays(end, -1), { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' });
}

/** When something is, that stands on one clock. */
export const spanText = (start: Wall | Day, end: Wall | Day, allDay: boolean): string =>
  allDay ? daysText(dayOf(start), dayOf(end))
    : rangeText(start, end, { weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' });

/** "1 hr 30 min" */
export function lengthText(minutes: number): string {
  const part = (value: number, unit: string) =>
    new Intl.NumberFormat(speech.locale, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
  const days = Math.floor(minutes / 1440);
  const hours = Math.floor((minutes % 1440) / 60);
  const rest = minutes % 60;
  const parts = [days && part(days, 'day'), hours && part(hours, 'hour'), rest && part(rest, 'minute')].filter(Boolean);
  return parts.length ? parts.join(' ') : part(0, 'minute');
}

/** "in 5 minutes", "3 days ago" */
export function awayText(from: Date, to: Date): string {
  const seconds = (to.getTime() - from.getTime()) / 1000;
  const units: [Intl.RelativeTimeFormatUnit, number][] = [['day', 86_400], ['hour', 3600], ['minute', 60]];
  const [unit, size] = units.find(([, length]) => Math.abs(seconds) >= length) ?? ['minute', 60];
  return new Intl.RelativeTimeFormat(speech.locale, { numeric: 'auto' }).format(Math.round(seconds / size), unit);
}

/** Monday is 0. Where the browser does not know the locale's week, it begins on Monday. */
export function firstWeekday(): number {
  type Week = { firstDay: number };
  const locale = new Intl.Locale(speech.locale) as Intl.Locale & { getWeekInfo?: () => Week; weekInfo?: Week };
  const week = locale.getWeekInfo?.() ?? locale.weekInfo;
  return ((week?.firstDay ?? 1) + 6) % 7;
}

export const weekdayName = (index: number, width: 'long' | 'short' | 'narrow' = 'long'): string =>
  dateText(addDays('2024-01-01', index), { weekday: width });
