import type { Span } from './spans';
import { gaps, whole_day } from './spans';
import { snapped } from './scale';

const step = 15;
const usual = 60;
const shortest = 30;

/** Where a choice by keys begins: the first time within these hours that nobody has taken, an hour at most. */
export function firstFree(taken: readonly Span[], within: Span): Span {
  const free = gaps(taken, within, shortest)[0] ?? within;
  return { start: free.start, end: Math.min(free.end, free.start + usual) };
}

/** Between two places of the pointer, in quarters of an hour; at least half an hour. */
export function spanBetween(one: number, other: number): Span {
  const start = snapped(Math.min(one, other), step);
  const end = Math.max(snapped(Math.max(one, other), step) + step, start + shortest);
  return end > whole_day ? { start: Math.min(start, whole_day - shortest), end: whole_day } : { start, end };
}

/** What an arrow does: it moves the span, or with `growing` its end. It stays within the day. */
export function stepped({ start, end }: Span, direction: 1 | -1, growing: boolean): Span {
  const by = direction * step;
  if (growing) return { start, end: Math.min(Math.max(end + by, start + step), whole_day) };
  const moved = Math.min(Math.max(start + by, 0), whole_day - (end - start));
  return { start: moved, end: moved + end - start };
}
