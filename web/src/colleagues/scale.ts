import { weekdays } from '../server/shapes';
import type { WorkingHours } from '../server/shapes';
import { minutesOf, weekday } from '../time/wall';
import type { Day } from '../time/wall';
import type { Span } from './spans';
import { whole_day } from './spans';

// Where the times of a day stand from side to side: the hours in which people meet wide, the others narrow.

const usual: Span = { start: 480, end: 1080 };

/** From an hour before the earliest work of the week to an hour after the latest, in whole hours. */
export function coreOf(hours: WorkingHours): Span {
  const all = weekdays.flatMap((day) => hours[day]);
  if (!all.length) return usual;
  const start = Math.min(...all.map((span) => minutesOf(span.start)));
  const end = Math.max(...all.map((span) => minutesOf(span.end)));
  return {
    start: Math.max(Math.floor(start / 60) * 60 - 60, 0),
    end: Math.min(Math.ceil(end / 60) * 60 + 60, whole_day),
  };
}

/** The work of a day; nothing on a free one. */
export const workOf = (hours: WorkingHours, day: Day): Span[] =>
  hours[weekdays[weekday(day)]!].map(({ start, end }) => ({ start: minutesOf(start), end: minutesOf(end) }));

export interface Scale {
  core: Span;
  /** From 0 at the day's beginning to 1 at its end. */
  at: (minute: number) => number;
  minuteAt: (share: number) => number;
}

/** `night`: how wide an hour outside the core is, compared with one within. */
export function scaleOf(core: Span, night: number): Scale {
  const wide = core.end - core.start;
  const before = core.start * night;
  const total = before + wide + (whole_day - core.end) * night;
  const at = (minute: number) => {
    const inside = Math.min(Math.max(minute - core.start, 0), wide);
    return (Math.min(minute, core.start) * night + inside + Math.max(minute - core.end, 0) * night) / total;
  };
  const minuteAt = (share: number) => {
    const place = Math.min(Math.max(share, 0), 1) * total;
    if (place < before) return place / night;
    if (place <= before + wide) return core.start + place - before;
    return core.end + (place - before - wide) / night;
  };
  return { core, at, minuteAt };
}

export const snapped = (minute: number, step = 15): number => Math.floor(minute / step) * step;

/** Thin lines at the hours of the core, as a CSS image. */
export function hourLines({ core, at }: Scale): string {
  const hours = Array.from({ length: Math.floor((core.end - core.start) / 60) + 1 }, (_, index) => at(core.start + index * 60) * 100);
  const stops = hours.map((place) => `transparent ${place}%, var(--hour) ${place}% calc(${place}% + 1px), transparent calc(${place}% + 1px)`);
  return `linear-gradient(to right, ${stops.join(', ')})`;
}
