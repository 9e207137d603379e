import type { Day, Wall } from '../time/wall';
import { addDays, addMonths, dayOf, daysBetween, startOfMonth, startOfWeek, weekday } from '../time/wall';
import { instantOf, wallIn } from '../time/zones';

// Rules of repetition (RFC 5545 3.3.10) as a form can show them. What it cannot show stays text, untouched.

export type Unit = 'day' | 'week' | 'month' | 'year';
export type Ends = { kind: 'never' } | { kind: 'on'; date: Day } | { kind: 'after'; count: number };

/** Of a month: its n-th day (-1 is the last), or the n-th of a weekday (Monday is 0). */
export type DayOfMonth = { day: number } | { nth: number; weekday: number };

export interface Pattern {
  unit: Unit;
  interval: number;
  /** Of a week, Monday is 0. */
  weekdays: number[];
  /** Of a month or a year. */
  on?: DayOfMonth;
  /** Of a year, January is 1. */
  month?: number;
}
export interface Rule extends Pattern { ends: Ends }

/** When the first one is: a date where it is all-day. Rules without a day take it from here. */
export interface At { start: Wall | Day; zone: string }

const codes = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const units: Record<string, Unit> = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' };
const names = ['FREQ', 'INTERVAL', 'COUNT', 'UNTIL', 'WKST', 'BYDAY', 'BYMONTHDAY', 'BYMONTH'];

type Parts = Partial<Record<string, string>>;

function partsOf(text: string): Parts | undefined {
  const parts: Parts = {};
  for (const part of text.trim().toUpperCase().replace(/;$/, '').split(';')) {
    const [name = '', value, more] = part.split('=');
    if (!names.includes(name) || !value || more !== undefined || parts[name]) return undefined;
    parts[name] = value;
  }
  return parts;
}

const whole = (text: string): number | undefined => (/^[+-]?\d{1,6}$/.test(text) ? Number(text) : undefined);
const dayNumber = (date: Day): number => Number(date.slice(8, 10));
const monthNumber = (date: Day): number => Number(date.slice(5, 7));

function endsOf({ COUNT, UNTIL }: Parts, { start, zone }: At): Ends | undefined {
  if (COUNT && UNTIL) return undefined;
  if (COUNT) {
    const count = whole(COUNT);
    return count && count > 0 ? { kind: 'after', count } : undefined;
  }
  if (!UNTIL) return { kind: 'never' };
  const [, year, month, day, , hour, minute, second, utc] =
    /^(\d{4})(\d\d)(\d\d)(T(\d\d)(\d\d)(\d\d)(Z)?)?$/.exec(UNTIL) ?? [];
  if (!year) return undefined;
  const date = `${year}-${month}-${day}`;
  if (!hour || start.length === 10) return { kind: 'on', date };
  const written = `${date}T${hour}:${minute}:${second}`;
  const wall = utc ? wallIn(zone, new Date(`${written}Z`)) : written;
  // Too early for the occurrence of that day, it lets the one before be the last.
  return { kind: 'on', date: wall.slice(11) < start.slice(11) ? addDays(dayOf(wall), -1) : dayOf(wall) };
}

interface OnWeekday { nth: number | undefined; weekday: number }

function onWeekdays(text: string): OnWeekday[] | undefined {
  const found = text.split(',').map((part) => /^([+-]?\d{1,2})?([A-Z]{2})$/.exec(part));
  if (found.some((part) => !part || !codes.includes(part[2]!))) return undefined;
  return found.map((part) => ({ nth: part![1] ? Number(part![1]) : undefined, weekday: codes.indexOf(part![2]!) }));
}

const plain = (days: OnWeekday[]): number[] | undefined =>
  days.some(({ nth }) => nth !== undefined) ? undefined : [...new Set(days.map((day) => day.weekday))].sort();

function dayOfMonth({ BYDAY, BYMONTHDAY }: Parts, start: Day): DayOfMonth | undefined {
  if (BYDAY && BYMONTHDAY) return undefined;
  if (BYMONTHDAY) {
    const day = whole(BYMONTHDAY);
    return day !== undefined && (day === -1 || (day >= 1 && day <= 31)) ? { day } : undefined;
  }
  if (!BYDAY) return { day: dayNumber(start) };
  const [on, more] = onWeekdays(BYDAY) ?? [];
  if (!on || more || on.nth === undefined || !(on.nth === -1 || (on.nth >= 1 && on.nth <= 5))) return undefined;
  return { nth: on.nth, weekday: on.weekday };
}

function ofDays(parts: Parts, interval: number): Pattern | undefined {
  if (!parts.BYDAY) return { unit: 'day', interval, weekdays: [] };
  const weekdays = plain(onWeekdays(parts.BYDAY) ?? [{ nth: 0, weekday: 0 }]);
  return interval === 1 && weekdays ? { unit: 'week', interval, weekdays } : undefined;
}

function ofWeeks(parts: Parts, interval: number, start: Day): Pattern | undefined {
  if (interval > 1 && parts.WKST && parts.WKST !== 'MO') return undefined;
  if (!parts.BYDAY) return { unit: 'week', interval, weekdays: [weekday(start)] };
  const days = onWeekdays(parts.BYDAY);
  const weekdays = days && plain(days);
  return weekdays && { unit: 'week', interval, weekdays };
}

function ofYears(parts: Parts, interval: number, start: Day): Pattern | undefined {
  if (!parts.BYMONTH && (parts.BYDAY || parts.BYMONTHDAY)) return undefined;
  const month = parts.BYMONTH ? whole(parts.BYMONTH) : monthNumber(start);
  const on = dayOfMonth(parts, start);
  return on && month && month >= 1 && month <= 12 ? { unit: 'year', interval, weekdays: [], on, month } : undefined;
}

function patternOf(parts: Parts, start: Day): Pattern | undefined {
  const interval = whole(parts.INTERVAL ?? '1');
  const unit = units[parts.FREQ ?? ''];
  if (!interval || interval < 1 || !unit) return undefined;
  if (unit === 'year') return ofYears(parts, interval, start);
  if (parts.BYMONTH) return undefined;
  if (unit === 'month') {
    const on = dayOfMonth(parts, start);
    return on && { unit, interval, weekdays: [], on };
  }
  if (parts.BYMONTHDAY) return undefined;
  return unit === 'day' ? ofDays(parts, interval) : ofWeeks(parts, interval, start);
}

/** Undefined where a form cannot show it. */
export function ruleOf(text: string, at: At): Rule | undefined {
  const parts = partsOf(text);
  const pattern = parts && patternOf(parts, dayOf(at.start));
  const ends = parts && endsOf(parts, at);
  return pattern && ends && { ...pattern, ends };
}

const onText = (on: DayOfMonth): string =>
  'day' in on ? `BYMONTHDAY=${on.day}` : `BYDAY=${on.nth}${codes[on.weekday]}`;

/** Inclusive: of something timed the last second of that day, in UTC, as RFC 5545 wants it. */
function untilText(date: Day, { start, zone }: At): string {
  const compact = (text: string) => text.replace(/[-:]/g, '');
  if (start.length === 10) return compact(date);
  return compact(instantOf(`${date}T23:59:59`, zone).toISOString().replace('.000Z', 'Z'));
}

/** RFC 5545 RECUR. Days are said also where the start would say them, so that they do not hang on it. */
export function textOf(rule: Rule, at: At): string {
  const freq = Object.keys(units).find((name) => units[name] === rule.unit)!;
  return [
    `FREQ=${freq}`,
    rule.interval > 1 && `INTERVAL=${rule.interval}`,
    rule.unit === 'year' && rule.month && `BYMONTH=${rule.month}`,
    rule.unit === 'week' && rule.weekdays.length && `BYDAY=${rule.weekdays.map((day) => codes[day]).join(',')}`,
    rule.on && (rule.unit === 'month' || rule.unit === 'year') && onText(rule.on),
    rule.ends.kind === 'on' && `UNTIL=${untilText(rule.ends.date, at)}`,
    rule.ends.kind === 'after' && `COUNT=${rule.ends.count}`,
  ].filter(Boolean).join(';');
}

/** Which of its weekday in the month a day is. */
export const nthOf = (date: Day): number => Math.ceil(dayNumber(date) / 7);

const lengthOfMonth = (date: Day): number => daysBetween(startOfMonth(date), addMonths(startOfMonth(date), 1));
export const inLastWeek = (date: Day): boolean => dayNumber(date) + 7 > lengthOfMonth(date);
export const isLastDay = (date: Day): boolean => dayNumber(date) === lengthOfMonth(date);

/** The days of a month that a meeting on this day may stand for. */
export function daysOfMonthAt(date: Day): DayOfMonth[] {
  const days: DayOfMonth[] = [{ day: dayNumber(date) }];
  if (isLastDay(date)) days.push({ day: -1 });
  if (nthOf(date) <= 4) days.push({ nth: nthOf(date), weekday: weekday(date) });
  if (inLastWeek(date)) days.push({ nth: -1, weekday: weekday(date) });
  return days;
}

/** The n-th of its weekday that a day stands for, as near to `nth` as that month has it. */
function nthNear(nth: number, date: Day): number {
  if (nth === -1 ? inLastWeek(date) : nthOf(date) === 5) return -1;
  return nthOf(date);
}

function movedDay(on: DayOfMonth, from: Day, to: Day): DayOfMonth {
  if ('day' in on) return on.day === dayNumber(from) || (on.day === -1 && !isLastDay(to)) ? { day: dayNumber(to) } : on;
  return on.weekday === weekday(from) ? { nth: nthNear(on.nth, to), weekday: weekday(to) } : on;
}

/** The pattern of a series whose one on the day `from` goes to the day `to`: what named that day names the new one. */
export function movedPattern(pattern: Pattern, from: Day, to: Day): Pattern {
  if (from === to) return pattern;
  const moved = (day: number) => (day === weekday(from) ? weekday(to) : day);
  const { on, month } = pattern;
  return {
    ...pattern,
    weekdays: [...new Set(pattern.weekdays.map(moved))].sort(),
    ...(on && { on: movedDay(on, from, to) }),
    ...(month && { month: month === monthNumber(from) ? monthNumber(to) : month }),
  };
}

/** The same, with the days of the start where it says none. */
export function complete(pattern: Pattern, start: Day): Pattern {
  const { unit, interval } = pattern;
  if (unit === 'day') return { unit, interval, weekdays: [] };
  if (unit === 'week') return { unit, interval, weekdays: pattern.weekdays.length ? [...pattern.weekdays].sort() : [weekday(start)] };
  const on = pattern.on ?? { day: dayNumber(start) };
  return { unit, interval, weekdays: [], on, ...(unit === 'year' && { month: pattern.month ?? monthNumber(start) }) };
}


const startOfYear = (date: Day): Day => `${date.slice(0, 4)}-01-01`;
const monthsBetween = (from: Day, to: Day): number =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + monthNumber(to) - monthNumber(from);

function isOn(on: DayOfMonth, date: Day): boolean {
  if ('day' in on) return on.day === -1 ? isLastDay(date) : on.day === dayNumber(date);
  return on.weekday === weekday(date) && (on.nth === -1 ? inLastWeek(date) : on.nth === nthOf(date));
}

/** Whether the pattern of a series that begins on the day `first` has the day. */
function falls({ unit, interval, weekdays, on, month }: Pattern, first: Day, date: Day): boolean {
  switch (unit) {
    case 'day': return daysBetween(first, date) % interval === 0;
    case 'week': return weekdays.includes(weekday(date)) && (daysBetween(startOfWeek(first, 0), startOfWeek(date, 0)) / 7) % interval === 0;
    case 'month': return isOn(on!, date) && monthsBetween(first, date) % interval === 0;
    case 'year': return month === monthNumber(date) && isOn(on!, date) && (monthsBetween(startOfYear(first), startOfYear(date)) / 12) % interval === 0;
  }
}

/** The rule of what begins with the one on the day `from`: what is counted before it is counted no more. */
export function countedFrom(text: string, at: At, from: Wall | Day): string {
  const rule = ruleOf(text, at);
  if (rule?.ends.kind !== 'after') return text;
  const [first, last] = [dayOf(at.start), dayOf(from)];
  const pattern = complete(rule, first);
  let before = 0;
  for (let date = first; date < last; date = addDays(date, 1)) before += Number(falls(pattern, first, date));
  return text.replace(/COUNT=\d+/i, `COUNT=${Math.max(rule.ends.count - before, 1)}`);
}
