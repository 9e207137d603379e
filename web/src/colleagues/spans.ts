import type { BusyInterval } from '../server/shapes';
import type { Day, Wall } from '../time/wall';
import { addDays, addSeconds, dayOf, midnight, secondsBetween } from '../time/wall';
import { instantOf, wallIn } from '../time/zones';

// Times of a day as minutes from its midnight on the wall clock: half-open, from 0 to 1440.

export const whole_day = 1440;

export interface Span { start: number; end: number }
export interface Piece extends Span { status: BusyInterval['status'] }

const minuteOn = (day: Day, wall: Wall): number =>
  Math.min(Math.max(secondsBetween(midnight(day), wall) / 60, 0), whole_day);

/** What of the intervals lies in each of the days. Their offsets are those of the clock that is looked at. */
export function piecesOf(intervals: readonly BusyInterval[], days: readonly Day[]): Piece[][] {
  return days.map((day) => intervals.flatMap(({ start, end, status }) => {
    const piece = { start: minuteOn(day, start.slice(0, 19)), end: minuteOn(day, end.slice(0, 19)), status };
    // On the day when clocks go back, an hour comes twice: what ends in the second one may end "before" it began.
    const folded = piece.end <= piece.start && dayOf(start) === day && Date.parse(end) > Date.parse(start) && dayOf(end) === day;
    if (folded) piece.end = Math.min(piece.start + (Date.parse(end) - Date.parse(start)) / 60_000, whole_day);
    return piece.end > piece.start ? [piece] : [];
  }));
}

/** One day of several people: busy where one is busy, else tentative where one is. In order, without overlaps. */
export function merged(pieces: readonly Piece[]): Piece[] {
  const edges = [...new Set(pieces.flatMap(({ start, end }) => [start, end]))].sort((one, other) => one - other);
  const out: Piece[] = [];
  for (const [index, start] of edges.entries()) {
    const end = edges[index + 1];
    const there = end === undefined ? [] : pieces.filter((piece) => piece.start <= start && piece.end >= end);
    if (end === undefined || !there.length) continue;
    const status = there.some((piece) => piece.status === 'busy') ? 'busy' : 'tentative';
    const last = out.at(-1);
    if (last?.status === status && last.end === start) last.end = end;
    else out.push({ start, end, status });
  }
  return out;
}

/** What is left of `within`, in parts of at least `shortest` minutes. The pieces stand in order, without overlaps. */
export function gaps(pieces: readonly Span[], within: Span, shortest = 15): Span[] {
  const out: Span[] = [];
  let at = within.start;
  for (const { start, end } of [...pieces, { start: within.end, end: within.end }]) {
    const until = Math.min(start, within.end);
    if (until - at >= shortest) out.push({ start: at, end: until });
    at = Math.max(at, end);
  }
  return out;
}

export const overlaps = (pieces: readonly Span[], span: Span): boolean =>
  pieces.some(({ start, end }) => start < span.end && end > span.start);

/** When on this day (of a clock in `own`) it is before eight or after six for people in `zone`. */
export function nightsOf(zone: string, day: Day, own: string): Span[] {
  const seen = (date: Day, hour: string) => minuteOn(day, wallIn(own, instantOf(`${date}T${hour}:00:00`, zone)));
  const bright = [-1, 0, 1].map((days) => addDays(day, days))
    .map((date) => ({ start: seen(date, '08'), end: seen(date, '18') }))
    .filter(({ start, end }) => end > start);
  return gaps(bright, { start: 0, end: whole_day }, 1);
}

export const wallAtMinute = (day: Day, minute: number): Wall => addSeconds(midnight(day), minute * 60);
