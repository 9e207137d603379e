import { ask, askAll } from './request';
import type { CalendarItem, FreeBusy, MeetingTimes } from './shapes';

/** Days or instants, half-open. */
export interface Range { from: string; to: string }

export const calendarOf = (user: string, range: Range, signal?: AbortSignal): Promise<CalendarItem[]> =>
  askAll<CalendarItem>(`/users/${user}/calendar`, { ...range, limit: 1000 }, 5000, signal);

/** Each day from `from` to `to`, both included: whether something busy overlaps it. */
export async function busyDays(user: string, from: string, to: string, timeZone: string): Promise<Record<string, boolean>> {
  const { value } = await ask<{ days: Record<string, boolean> }>('GET', `/users/${user}/busy-days`, { query: { from, to, timeZone } });
  return value.days;
}

export async function freeBusy(users: string[], range: Range, timeZone: string, signal?: AbortSignal): Promise<FreeBusy> {
  return (await ask<FreeBusy>('POST', '/freebusy', { body: { ...range, users, timeZone }, ...(signal && { signal }) })).value;
}

export interface TimesQuestion extends Range { users: string[]; duration: string; timeZone?: string; limit?: number }

export async function meetingTimes(question: TimesQuestion, signal?: AbortSignal): Promise<MeetingTimes> {
  return (await ask<MeetingTimes>('POST', '/meeting-times', { body: question, ...(signal && { signal }) })).value;
}
