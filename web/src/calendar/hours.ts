import type { Day } from '../time/wall';
import { addDays, addSeconds, midnight, ticks } from '../time/wall';
import { instantOf, wallIn } from '../time/zones';

const noonOf = (zone: string, day: Day): Date => instantOf(`${day}T12:00:00`, zone);

/** By how many seconds the clock of the other zone is before the own one on that day. */
export function aheadOn(day: Day, own: string, other: string): number {
  const noon = noonOf(own, day);
  return (ticks(wallIn(other, noon)) - ticks(wallIn(own, noon))) / 1000;
}

/** Whether one of the two changes its clock, so that the hours do not stand side by side all the time. */
export function drifts(from: Day, to: Day, own: string, other: string): boolean {
  return aheadOn(from, own, other) !== aheadOn(addDays(to, -1), own, other);
}

/** What the other clock shows when the own one shows the full hour. */
export const otherHour = (day: Day, hour: number, ahead: number): string => addSeconds(midnight(day), hour * 3600 + ahead);
