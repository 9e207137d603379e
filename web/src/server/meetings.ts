import { ask } from './request';
import type { Answer } from './request';
import type { AnswerWord, CalendarItem, Delivery, Meeting, Page, Scope } from './shapes';

/** Which of a series is meant; left out, the meeting as a whole. */
export interface Which { scope?: Scope; occurrence?: string }

const whichOf = ({ scope, occurrence }: Which) => ({ scope, occurrence });

export const meeting = (id: string, occurrence?: string): Promise<Answer<Meeting>> =>
  ask<Meeting>('GET', `/meetings/${id}`, { query: { occurrence } });

/** With the same key and draft again after a lost answer, it is still one meeting. */
export const create = (draft: Record<string, unknown>, key?: string): Promise<Answer<Meeting>> =>
  ask<Meeting>('POST', '/meetings', { body: draft, ...(key && { key }) });

/** A merge patch. With `following` the answer is another meeting. */
export const change = (id: string, patch: Record<string, unknown>, which: Which = {}, etag?: string | null): Promise<Answer<Meeting>> =>
  ask<Meeting>('PATCH', `/meetings/${id}`, { body: patch, query: whichOf(which), etag });

export const cancel = async (id: string, which: Which = {}, etag?: string | null): Promise<void> =>
  void (await ask('DELETE', `/meetings/${id}`, { query: whichOf(which), etag }));

export const answer = (id: string, response: AnswerWord, comment?: string, which: Which = {}): Promise<Answer<Meeting>> =>
  ask<Meeting>('PUT', `/meetings/${id}/response`, {
    body: { response, ...(comment !== undefined && { comment }) }, query: whichOf(which),
  });

export const invite = (id: string, attendees: ({ userId: string } | { email: string })[]): Promise<Answer<Meeting>> =>
  ask<Meeting>('POST', `/meetings/${id}/attendees`, { body: { attendees } });

export const uninvite = async (id: string, userId: string): Promise<void> =>
  void (await ask('DELETE', `/meetings/${id}/attendees/${userId}`));

export const detach = async (id: string, attachment: string): Promise<void> =>
  void (await ask('DELETE', `/meetings/${id}/attachments/${attachment}`));

export const deliveries = async (id: string): Promise<Delivery[]> =>
  (await ask<Page<Delivery>>('GET', `/meetings/${id}/deliveries`)).value.items;

export const find = async (query: string, cursor?: string, signal?: AbortSignal): Promise<Page<CalendarItem>> =>
  (await ask<Page<CalendarItem>>('GET', '/meetings', { query: { query, cursor }, ...(signal && { signal }) })).value;
