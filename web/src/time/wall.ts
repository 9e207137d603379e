// Wall clock times as text: "2026-03-30T09:00:00" and "2026-03-30". They know no zone, so that adding a
// day is always adding a day; what they mean as instants is said in zones.ts.

export type Wall = string;
export type Day = string;

const second = 1000;
const day = 86_400 * second;

const two = (value: number): string => String(value).padStart(2, '0');

/** Counts as if the wall clock stood in UTC; only for arithmetic. */
export const ticks = (wall: Wall | Day): number => Date.parse(wall.length === 10 ? `${wall}T00:00:00Z` : `${wall}Z`);

export const wallAt = (count: number): Wall => new Date(count).toISOString().slice(0, 19);
export const dayAt = (count: number): Day => new Date(count).toISOString().slice(0, 10);
export const dayOf = (wall: Wall): Day => wall.slice(0, 10);
export const timeOf = (wall: Wall): string => wall.slice(11, 16);
/** Of "14:30" since midnight. */
export const minutesOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
export const midnight = (date: Day): Wall => `${date}T00:00:00`;

export const addDays = (date: Day, days: number): Day => dayAt(ticks(date) + days * day);
export const addSeconds = (wall: Wall, seconds: number): Wall => wallAt(ticks(wall) + seconds * second);
export const daysBetween = (from: Day, to: Day): number => Math.round((ticks(to) - ticks(from)) / day);
export const secondsBetween = (from: Wall, to: Wall): number => (ticks(to) - ticks(from)) / second;

/** Whether there is such a day. */
export function isDay(text: string): boolean {
  const count = /^\d{4}-\d\d-\d\d$/.test(text) ? ticks(text) : NaN;
  return !Number.isNaN(count) && dayAt(count) === text;
}

const first: Day = '1900-01-01';
const last: Day = '2199-12-01';

/** What there is between them can be drawn, and asked of the server. */
export const within = (day: Day): Day => (day < first ? first : day > last ? last : day);

/** Not so while somebody types the year of a date: those of long ago come by. */
export const isShowable = (text: string): boolean => isDay(text) && within(text) === text;

/** Monday is 0. */
export const weekday = (date: Day): number => (new Date(ticks(date)).getUTCDay() + 6) % 7;
export const startOfWeek = (date: Day, firstWeekday: number): Day =>
  addDays(date, -((weekday(date) - firstWeekday + 7) % 7));
export const startOfMonth = (date: Day): Day => `${date.slice(0, 7)}-01`;

/** The same day of another month, or its last one. */
export function addMonths(date: Day, months: number): Day {
  const [year, month, dayOfMonth] = date.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  return `${dayAt(first.getTime()).slice(0, 8)}${two(Math.min(dayOfMonth, last))}`;
}

/** The local parts of a Date that stands for a wall clock time, as a calendar widget gives it. */
export function wallOfDate(date: Date): Wall {
  return `${String(date.getFullYear()).padStart(4, '0')}-${two(date.getMonth() + 1)}-${two(date.getDate())}` +
    `T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** ISO 8601: PT1H30M. */
export function durationText(seconds: number): string {
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours || minutes ? `PT${hours ? `${hours}H` : ''}${minutes ? `${minutes}M` : ''}` : `PT${seconds}S`;
}
