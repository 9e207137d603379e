import type { BusyInterval } from '../server/shapes';
import type { Day, Wall } from '../time/wall';
import { ticks } from '../time/wall';
import { wallIn } from '../time/zones';
import type { Instants } from './form';

export interface Busy extends Instants { tentative: boolean }

export const busyOf = (intervals: BusyInterval[]): Busy[] =>
  intervals.map(({ start, end, status }) => ({ from: new Date(start), to: new Date(end), tentative: status === 'tentative' }));

/** What is left of the intervals outside `own`: a meeting is not in its own way. */
export function without(intervals: Busy[], own: Instants | undefined): Busy[] {
  if (!own) return intervals;
  return intervals
    .flatMap((busy) => [
      { ...busy, to: busy.to < own.from ? busy.to : own.from },
      { ...busy, from: busy.from > own.to ? busy.from : own.to },
    ])
    .filter(({ from, to }) => from < to);
}

/** Touching is not overlapping. */
export const overlaps = (one: Instants, other: Instants): boolean => one.from < other.to && other.from < one.to;

export function conflictOf(intervals: Busy[], planned: Instants): 'busy' | 'tentative' | undefined {
  const met = intervals.filter((busy) => overlaps(busy, planned));
  if (!met.length) return undefined;
  return met.some(({ tentative }) => !tentative) ? 'busy' : 'tentative';
}

const day = 1440;

/** Where a clock in the zone stands then: minutes since the midnight that begins the day, whatever day it is. */
export const minuteOn = (date: Day, instant: Date, zone: string): number =>
  (ticks(wallIn(zone, instant)) - ticks(date)) / 60_000;

export interface Stretch { from: number; to: number }

/** The part that is seen on that day, in minutes of its clock. */
export function seenOn(date: Day, { from, to }: Instants, zone: string): Stretch | undefined {
  const seen = { from: Math.max(minuteOn(date, from, zone), 0), to: Math.min(minuteOn(date, to, zone), day) };
  return seen.from < seen.to ? seen : undefined;
}

export const wallOn = (date: Day, minute: number): Wall => new Date(ticks(date) + minute * 60_000).toISOString().slice(0, 19);
export const snapped = (minute: number, step = 15): number => Math.round(minute / step) * step;
