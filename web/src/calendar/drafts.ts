import type { Draft } from '../state/desk.svelte';
import { addDays, addSeconds, dayOf } from '../time/wall';
import type { Wall } from '../time/wall';

const half = 1800;

/** A click means the half hour it is in, or the day. */
export function draftOfClick(wall: Wall, allDay: boolean): Draft {
  if (allDay) return { start: dayOf(wall), end: addDays(dayOf(wall), 1), allDay: true };
  const start = `${wall.slice(0, 14)}${wall.slice(14, 16) < '30' ? '00' : '30'}:00`;
  return { start, end: addSeconds(start, half), allDay: false };
}

export const draftOfSelection = (start: Wall, end: Wall, allDay: boolean): Draft =>
  allDay ? { start: dayOf(start), end: dayOf(end), allDay } : { start, end, allDay };
