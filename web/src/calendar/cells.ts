import type { Calendar } from '@event-calendar/core';
import { route } from '../state/route.svelte';
import type { Day } from '../time/wall';
import { dayOf, wallOfDate } from '../time/wall';
import { dateText } from '../words/dates';
import { speech } from '../words/words.svelte';
import { otherHour } from './hours';
import { part } from './part';
import { say } from './words';

// What stands in the heads and at the side of the grid. The widget gives Dates of the browser's zone
// that mean wall clock times.

/** Leads to the day; the press is not the cell's, which would begin to choose a span. */
function dayButton(day: Day, ...parts: (Node | string)[]): Calendar.Content {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'to-day';
  button.append(...parts);
  button.addEventListener('pointerdown', (event) => event.stopPropagation());
  button.addEventListener('click', () => route.go({ page: 'day', date: day }));
  return { domNodes: [button] };
}

const longDay = (day: Day) => dateText(day, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

const number = (day: Day) => part('number', dateText(day, { day: 'numeric' }));

export function dayHead(date: Date): Calendar.Content {
  const day = dayOf(wallOfDate(date));
  const rest = part('hidden-words', ` ${dateText(day, { month: 'long', year: 'numeric' })}`);
  return dayButton(day, part('weekday', `${dateText(day, { weekday: 'short' })} `), number(day), rest);
}

export function monthCell(date: Date): Calendar.Content {
  const day = dayOf(wallOfDate(date));
  const month = day.endsWith('-01') ? part('month', dateText(day, { month: 'short' })) : part('hidden-words', dateText(day, { month: 'long' }));
  return dayButton(day, number(day), ' ', month, part('hidden-words', ` ${dateText(day, { year: 'numeric', weekday: 'long' })}`));
}

export const weekdayHead = (date: Date): string => dateText(dayOf(wallOfDate(date)), { weekday: 'short' });

export const longDate = (date: Date): string => longDay(dayOf(wallOfDate(date)));
export const listDay = (date: Date): string => dateText(dayOf(wallOfDate(date)), { weekday: 'long', day: 'numeric', month: 'long' });

export const weekCell = ({ week }: { week: number }): string => say('weekShort', { week });

const saysTwelve = (): boolean => new Intl.DateTimeFormat(speech.locale, { hour: 'numeric' }).resolvedOptions().hour12 ?? false;

/** "9 AM" where the day has twice twelve hours, else "09:00". */
function hourText(wall: string, twelve: boolean): string {
  return dateText(wall, twelve && wall.endsWith('00:00') ? { hour: 'numeric' } : { hour: '2-digit', minute: '2-digit' });
}

/** What is only a place for something says no role; days of the list are headed below the page's title. */
export function withoutTable(place: HTMLElement): void {
  const roles = ['table', 'row', 'rowgroup', 'cell', 'columnheader'].map((role) => `[role="${role}"]`);
  for (const element of place.querySelectorAll([...roles, 'aside:not([role])'].join())) {
    element.setAttribute('role', 'none');
    element.removeAttribute('aria-colindex');
  }
  for (const head of place.querySelectorAll('h4:not([aria-level])')) head.setAttribute('aria-level', '2');
}

/** A line over the hours at now, in the column of today; or none. The widget's own would stand in the browser's zone. */
export function drawNow(place: HTMLElement, day: number | undefined, top: number): void {
  const line = place.querySelector<HTMLElement>('.ec-now-indicator') ?? part('ec-now-indicator', '', 'div');
  if (day === undefined) return line.remove();
  line.style.gridColumn = String(day + 2);
  line.style.insetBlockStart = `${top}px`;
  place.querySelector('.ec-main')?.append(line);
}

export interface Ahead { day: Day; seconds: number }

/**
 * The hours are counted here, for a Date of the browser's zone lacks one on the day its clock is put
 * forward. The widget asks for 24 in their order.
 */
export function hourLabels(day: Day, second: Ahead | undefined): (time: Date) => Calendar.Content {
  const twelve = saysTwelve();
  let asked = 0;
  return () => {
    const hour = asked++ % 24;
    const own = part('own', hourText(otherHour(day, hour, 0), twelve));
    if (!second) return { domNodes: [own] };
    return { domNodes: [part('other', hourText(otherHour(second.day, hour, second.seconds), twelve)), own] };
  };
}
