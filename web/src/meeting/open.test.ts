import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { CalendarItem, Meeting, Notification } from '../server/shapes';

vi.stubGlobal('localStorage', { getItem: () => null });
vi.stubGlobal('navigator', { languages: ['en-GB'] });
vi.stubGlobal('document', { documentElement: {} });
vi.mock('../server/meetings');
vi.mock('../server/calendar');

const server = vi.mocked(await import('../server/meetings'));
const { calendarOf } = vi.mocked(await import('../server/calendar'));
const { Refusal } = await import('../server/request');
const { diary } = await import('../state/diary.svelte');
const { OpenMeeting } = await import('./open.svelte');

const second = '2026-04-06T09:00:00+02:00';
const bob = { userId: 'b', name: 'Bob', email: 'b@example.org', response: 'needs-action' as const, comment: '' };
const meeting = { id: 'm', title: 'Plan', organizer: { userId: 'a' }, attendees: [bob], status: 'confirmed' } as unknown as Meeting;
const item = (occurrence: string) => ({ meetingId: 'm', occurrence, response: 'needs-action' }) as CalendarItem;
const told = (kind: string, more: object = {}, occurrence?: string) =>
  ({ seq: 1, kind, meeting: { id: 'm', ...(occurrence && { occurrence }) }, ...more }) as unknown as Notification;

let open: InstanceType<typeof OpenMeeting>;

beforeEach(async () => {
  vi.clearAllMocks();
  server.meeting.mockResolvedValue({ value: meeting, etag: '"1"', location: null });
  calendarOf.mockResolvedValue([item('2026-03-30T09:00:00+02:00'), item(second)]);
  await diary.show({ from: '2026-03-30', to: '2026-04-13' });
  open = new OpenMeeting('m', second, 'b');
  await open.load();
});

describe('an answer', () => {
  test('is shown at once, in the list and in the calendar', async () => {
    let taken = () => {};
    server.answer.mockReturnValue(new Promise((resolve) => { taken = () => resolve({ value: meeting, etag: null, location: null }); }));
    const done = open.answer('accepted', 'Yes', 'this');
    expect(open.meeting?.attendees[0]).toMatchObject({ response: 'accepted', comment: 'Yes' });
    expect(diary.items.map(({ response }) => response)).toEqual(['needs-action', 'accepted']);
    expect(server.answer).toHaveBeenCalledWith('m', 'accepted', 'Yes', { scope: 'this', occurrence: second });
    taken();
    await done;
  });
  test('to the series is one to each', () => {
    server.answer.mockReturnValue(new Promise(() => {}));
    void open.answer('declined', '', 'all');
    expect(diary.items.map(({ response }) => response)).toEqual(['declined', 'declined']);
  });
  test('is taken back where the server refuses', async () => {
    server.answer.mockRejectedValue(new Error('no'));
    await expect(open.answer('accepted', '', 'this')).rejects.toThrow('no');
    expect(open.meeting?.attendees[0]?.response).toBe('needs-action');
    expect(diary.items.map(({ response }) => response)).toEqual(['needs-action', 'needs-action']);
  });
});

describe('what is told while it is open', () => {
  beforeEach(() => server.meeting.mockClear());
  test('an answer rides in the frame: nothing is asked', () => {
    open.take(told('responded', { by: { userId: 'b', name: 'Bob' }, response: 'tentative', comment: 'Late' }));
    expect(open.meeting?.attendees[0]).toMatchObject({ response: 'tentative', comment: 'Late' });
    expect(server.meeting).not.toHaveBeenCalled();
  });
  test('a change is fetched', () => {
    open.take(told('changed', {}, '2026-04-06T07:00:00Z'));
    expect(server.meeting).toHaveBeenCalledOnce();
  });
  test('what is about another occurrence, another meeting, or a reminder, is not', () => {
    open.take(told('changed', {}, '2026-03-30T09:00:00+02:00'));
    open.take({ ...told('changed'), meeting: { id: 'x' } } as Notification);
    open.take(told('reminder'));
    expect(server.meeting).not.toHaveBeenCalled();
  });
  test('nothing that is being written is overwritten', () => {
    open.editing = true;
    open.take(told('changed'));
    expect(server.meeting).not.toHaveBeenCalled();
    expect(open.changed).toBe(true);
  });
  test('what was written in another tab counts as well', () => {
    open.wrote({ meeting: 'm', here: false });
    expect(server.meeting).toHaveBeenCalledOnce();
  });
});

describe('what cannot be', () => {
  test('a refused answer is taken back, whatever was told meanwhile', async () => {
    let refuse = () => {};
    server.answer.mockReturnValue(new Promise((_, reject) => { refuse = () => reject(new Error('no')); }));
    const done = open.answer('accepted', '', 'this');
    open.take(told('responded', { by: { userId: 'c', name: 'Cem' }, response: 'accepted' }));
    refuse();
    await expect(done).rejects.toThrow('no');
    await vi.waitFor(() => expect(open.meeting?.attendees[0]?.response).toBe('needs-action'));
  });
  test('an answer to one occurrence is none to the series', () => {
    const series = new OpenMeeting('m', undefined, 'a');
    series.meeting = meeting;
    series.take(told('responded', { by: { userId: 'b', name: 'Bob' }, response: 'declined' }, second));
    expect(series.meeting.attendees[0]?.response).toBe('needs-action');
  });
  test('who is not invited any more sees it no longer', async () => {
    server.meeting.mockRejectedValue(new Refusal(404, 'Not found', '', []));
    await open.load();
    expect([open.meeting, open.failure]).toEqual([undefined, 'gone']);
  });
  test('a server that cannot answer now does not say that it is gone', async () => {
    server.meeting.mockRejectedValue(new Refusal(503, 'Busy', '', []));
    await open.load();
    expect([open.meeting?.id, open.failure]).toEqual(['m', 'away']);
  });
});
