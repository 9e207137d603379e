import type { Calendar } from '@event-calendar/core';
import { route } from '../state/route.svelte';
import type { Day } from '../time/wall';
import { dayOf, wallOfDate } from '../time/wall';
import { dateText } from '../words/dates';
import { otherHour } from './hours';

// What stands in the heads and at the side of the grid. The widget gives Dates of the browser's zone
// that mean wall clock times.

function part(tag: string, className: string, text: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}

/** Leads to the day; the press is not the cell's, which would begin to choose a span. */
function dayButton(day: Day, name: string, ...parts: HTMLElement[]): Calendar.Content {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'to-day';
  button.setAttribute('aria-label', name);
  button.append(...parts);
  button.addEventListener('pointerdown', (event) => event.stopPropagation());
  button.addEventListener('click', () => route.go({ page: 'day', date: day }));
  return { domNodes: [button] };
}

const longDay = (day: Day) => dateText(day, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

export function dayHead(date: Date): Calendar.Content {
  const day = dayOf(wallOfDate(date));
  return dayButton(day, longDay(day),
    part('span', 'weekday', dateText(day, { weekday: 'short' })), part('span', 'number', dateText(day, { day: 'numeric' })));
}

export function monthCell(date: Date): Calendar.Content {
  const day = dayOf(wallOfDate(date));
  const text = dateText(day, day.endsWith('-01') ? { day: 'numeric', month: 'short' } : { day: 'numeric' });
  return dayButton(day, longDay(day), part('span', 'number', text));
}

export const weekdayHead = (date: Date): string => dateText(dayOf(wallOfDate(date)), { weekday: 'short' });

export const longDate = (date: Date): string => longDay(dayOf(wallOfDate(date)));
export const listDay = (date: Date): string => dateText(dayOf(wallOfDate(date)), { weekday: 'long', day: 'numeric', month: 'long' });

const timeOf = (date: Date): string => dateText(wallOfDate(date), { hour: 'numeric', minute: '2-digit' });

/** Of an entry while it is dragged. */
export const draggedTime = (start: Date, end: Date | null): string => (end ? `${timeOf(start)} – ${timeOf(end)}` : timeOf(start));

/** "9 AM" where there is such a thing, else "09:00". */
function hourText(wall: string): string {
  const twelve = dateText(wall, { hour: 'numeric' });
  const plain = /^\d*\D*$/.test(twelve) && !/\p{L}{2}/u.test(twelve);
  return plain || !wall.endsWith('00:00') ? dateText(wall, { hour: '2-digit', minute: '2-digit' }) : twelve;
}

export interface Ahead { day: Day; seconds: number }

/**
 * The hours are counted here, for a Date of the browser's zone lacks one on the day its clock is put
 * forward. The widget asks for 24 in their order.
 */
export function hourLabels(day: Day, second: Ahead | undefined): (time: Date) => Calendar.Content {
  let asked = 0;
  return () => {
    const hour = asked++ % 24;
    const own = part('span', 'own', hourText(otherHour(day, hour, 0)));
    if (!second) return { domNodes: [own] };
    return { domNodes: [part('span', 'other', hourText(otherHour(second.day, hour, second.seconds))), own] };
  };
}
