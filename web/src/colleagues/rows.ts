import type { BusyInterval, User } from '../server/shapes';
import type { Day } from '../time/wall';
import { rangeText, timeText } from '../words/dates';
import type { Piece, Span } from './spans';
import { gaps, merged, nightsOf, overlaps, piecesOf, wallAtMinute, whole_day } from './spans';
import { say } from './words';

/** One line of the week: a person, or (without one) all of them together. A list a day. */
export interface Row { id: string; user?: User; pieces: Piece[][]; nights: Span[][] }

const together = 'together';
/** What is shorter is no time for a meeting. */
const shortest = 30;

/** The people in their order, and before them all together where there is somebody else. */
export function rowsOf(people: readonly User[], busy: Record<string, BusyInterval[]>, days: readonly Day[], own: string): Row[] {
  const rows: Row[] = people.map((user) => ({
    id: user.id,
    user,
    pieces: piecesOf(busy[user.id] ?? [], days),
    nights: user.timeZone === own ? days.map(() => []) : days.map((day) => nightsOf(user.timeZone, day, own)),
  }));
  if (rows.length < 2) return rows;
  const all = days.map((_, index) => merged(rows.flatMap(({ pieces }) => pieces[index]!)));
  return [{ id: together, pieces: all, nights: days.map(() => []) }, ...rows];
}

/** "10:00–11:00" */
export function timesText(day: Day, { start, end }: Span): string {
  const from = wallAtMinute(day, start);
  // A range that ends with the day would be said with both dates.
  if (end === whole_day) return `${timeText(from)} – ${timeText(wallAtMinute(day, end))}`;
  return rangeText(from, wallAtMinute(day, end), { hour: 'numeric', minute: '2-digit' });
}

export const pieceText = (day: Day, piece: Piece): string => say(piece.status, { span: timesText(day, piece) });

/** When a row is free within working hours. */
export const freeOf = (row: Row, index: number, work: readonly Span[]): Span[] =>
  work.flatMap((span) => gaps(row.pieces[index]!, span, shortest));

/** What there is to know of a day of a row, in words. */
export function dayText(row: Row, index: number, day: Day, work: readonly Span[]): string {
  const pieces = row.pieces[index]!;
  if (!pieces.length) return say('free');
  if (row.user) return pieces.map((piece) => pieceText(day, piece)).join(', ');
  const free = freeOf(row, index, work);
  return free.length ? free.map((span) => say('freeThen', { span: timesText(day, span) })).join(', ') : say('noTime');
}

/** Who of them is not free then. */
export function whoIsNotFree(rows: readonly Row[], index: number, span: Span): string {
  const names = rows.filter(({ user, pieces }) => user && overlaps(pieces[index]!, span)).map(({ user }) => user!.name);
  return names.length ? say('notFree', { names: names.join(', ') }) : say('allFree');
}
