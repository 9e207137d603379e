import { weekdays } from '../server/shapes';
import type { WorkingHours } from '../server/shapes';
import { minutesOf } from '../time/wall';
import type { Wall } from '../time/wall';

const usual = '09:00';

const begins = (hours: WorkingHours | undefined): string[] =>
  Object.values(hours ?? {}).flatMap((spans) => spans.map(({ start }) => start)).sort();

/** When work begins on that day, or on any. */
export const morningOf = (hours: WorkingHours | undefined, weekday: number): string =>
  hours?.[weekdays[weekday]!]?.map(({ start }) => start).sort()[0] ?? begins(hours)[0] ?? usual;

const secondsOf = (clock: string): number => minutesOf(clock) * 60;

/** Which time of day stands at the top: a little before work begins, or before now where that is another part of the day. */
export function topOf(hours: WorkingHours | undefined, now: Wall | undefined): number {
  const morning = Math.max(0, secondsOf(begins(hours)[0] ?? usual) - 3600);
  if (!now) return morning;
  const before = Math.max(0, secondsOf(now.slice(11, 16)) - 2 * 3600);
  return before < morning || before > morning + 5 * 3600 ? before : morning;
}
