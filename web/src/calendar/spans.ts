import type { CalendarItem, Meeting, Span } from '../server/shapes';
import type { Day, Wall } from '../time/wall';
import { addDays, addSeconds, dayOf, midnight, secondsBetween, ticks } from '../time/wall';
import { instantOf, textIn, wallOf } from '../time/zones';

// When things are on the clock of the reader, and what dragging them asks of the server.

/** On the reader's clock; days (the end exclusive) where it is all-day. */
export interface Walls { start: Wall | Day; end: Wall | Day; allDay: boolean }

/** By how much the edges were dragged, in seconds of the wall clock. */
export interface Drag { start: number; end: number }

const day = 86_400;
const shortest = 60;

const onClock = (instant: string, written: string, zone: string): Wall =>
  written === zone ? instant.slice(0, 19) : wallOf(instant, zone);

/**
 * The end comes after the start also where the clock was set back between them: then it is shown as long
 * as it takes.
 */
export function wallsOf(span: Span, zone: string): Walls {
  if (span.allDay) return { start: span.start, end: span.end, allDay: true };
  const start = onClock(span.start, span.timeZone, zone);
  const end = onClock(span.end, span.endTimeZone ?? span.timeZone, zone);
  if (ticks(end) > ticks(start)) return { start, end, allDay: false };
  const length = (Date.parse(span.end) - Date.parse(span.start)) / 1000;
  return { start, end: addSeconds(start, Math.max(length, shortest)), allDay: false };
}

/** What lasts a day or longer is drawn above the hours, on all the days it touches. */
export function drawnOf(walls: Walls): Walls {
  if (walls.allDay || secondsBetween(walls.start, walls.end) < day) return walls;
  return { start: dayOf(walls.start), end: addDays(dayOf(addSeconds(walls.end, -1)), 1), allDay: true };
}

/**
 * Where a span is after it was dragged, written in the reader's zone. Moved, it takes as long as before;
 * an edge that is dragged says its time on the clock.
 */
export function dragged(span: Span, drag: Drag, zone: string): Span {
  if (span.allDay) {
    return { ...span, start: addDays(span.start, drag.start / day), end: addDays(span.end, drag.end / day) };
  }
  const walls = wallsOf(span, zone);
  const start = instantOf(addSeconds(walls.start, drag.start), zone);
  const length = Date.parse(span.end) - Date.parse(span.start);
  const end = drag.start === drag.end ? new Date(start.getTime() + length) : instantOf(addSeconds(walls.end, drag.end), zone);
  const { endTimeZone: _, ...rest } = span;
  return { ...rest, start: textIn(zone, start), end: textIn(zone, end), timeZone: zone };
}

/** The change that brings a meeting there: one that is only moved keeps its length. */
export const patchOf = (to: Span, drag: Drag): Record<string, string> =>
  drag.start === drag.end ? { start: to.start } : { start: to.start, end: to.end };

/** The calendar with one entry at another time. */
export function placed(items: CalendarItem[], key: (item: CalendarItem) => string, moved: CalendarItem, to: Span): CalendarItem[] {
  const { start, end, timeZone, endTimeZone, allDay } = to;
  const { endTimeZone: _, ...rest } = moved;
  const next = { ...rest, start, end, timeZone, allDay, ...(endTimeZone && { endTimeZone }) };
  return items.map((item) => (key(item) === key(moved) ? next : item));
}

/** The times of an answer to a change. */
export const spanOf = ({ start, end, allDay, timeZone, endTimeZone }: Meeting): Span =>
  ({ start, end, allDay, timeZone, ...(endTimeZone && { endTimeZone }) });

/** Half an hour from now on, or in the morning of a day that is not today. */
export function freshSpan(date: Day, now: Wall, morning: string): Walls {
  const half = 1800;
  const next = addSeconds(midnight(dayOf(now)), Math.ceil(secondsBetween(midnight(dayOf(now)), now) / half) * half);
  const start = date === dayOf(now) ? next : `${date}T${morning}:00`;
  return { start, end: addSeconds(start, half), allDay: false };
}
