import { weekdays } from '../server/shapes';
import type { Hours, Weekday, WorkingHours } from '../server/shapes';
import { minutesOf } from '../time/wall';

// Working hours as they stand in fields. A time field knows no 24:00: there, the end of a day is 00:00.

export const most_spans = 4;

export type Spans = Hours[];
export type Fields = Record<Weekday, Spans>;

const byDay = <Value>(make: (day: Weekday) => Value): Record<Weekday, Value> =>
  Object.fromEntries(weekdays.map((day) => [day, make(day)])) as Record<Weekday, Value>;

export const fieldsOf = (hours: WorkingHours): Fields =>
  byDay((day) => hours[day].map(({ start, end }) => ({ start, end: end === '24:00' ? '00:00' : end })));

const endOf = ({ end }: Hours): string => (end === '00:00' ? '24:00' : end);

export const hoursOf = (fields: Fields): WorkingHours =>
  byDay((day) => fields[day].map((span) => ({ start: span.start, end: endOf(span) })));

export type Fault = 'missing' | 'backwards' | 'overlap';

/** What is wrong with a day: the first span that is, and how. The spans must stand in order. */
export function faultOf(spans: Spans): { index: number; fault: Fault } | undefined {
  for (const [index, span] of spans.entries()) {
    if (!span.start || !span.end) return { index, fault: 'missing' };
    if (endOf(span) <= span.start) return { index, fault: 'backwards' };
    const before = spans[index - 1];
    if (before && span.start < endOf(before)) return { index, fault: 'overlap' };
  }
  return undefined;
}

export const isRight = (fields: Fields): boolean => weekdays.every((day) => !faultOf(fields[day]));

const time = (count: number): string =>
  count >= 1440 ? '00:00' : `${String(Math.floor(count / 60)).padStart(2, '0')}:${String(count % 60).padStart(2, '0')}`;

/** One span more, where the day has room for it: after the others, an hour later. */
export function grown(spans: Spans): Spans {
  const last = spans.at(-1);
  if (!last) return [{ start: '09:00', end: '17:00' }];
  const start = Math.min(minutesOf(endOf(last)) + 60, 1380);
  return [...spans, { start: time(start), end: time(Math.min(start + 180, 1440)) }];
}

/** There is no room after an end at midnight, nor for more spans than the server takes. */
export const mayGrow = (spans: Spans): boolean =>
  spans.length < most_spans && (!spans.length || (!faultOf(spans) && minutesOf(endOf(spans.at(-1)!)) <= 1380));
