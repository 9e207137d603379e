import { expect, test, vi } from 'vitest';
import type { Meeting, Notification } from '../server/shapes';

vi.mock('../server/meetings');

const { meeting } = vi.mocked(await import('../server/meetings'));
const { fromThisOn, mergedAnswer, newestDeliveries } = await import('./following');

test('an answer that is told stands beside its person, and nobody else', () => {
  const person = (userId: string) => ({ userId, name: userId, email: '', response: 'needs-action' as const, comment: '' });
  const meeting = { attendees: [person('a'), person('b')] } as Meeting;
  const told = { kind: 'responded', by: { userId: 'b', name: 'b' }, response: 'declined', comment: 'Ill' } as Notification;
  expect(mergedAnswer(meeting, told).attendees).toEqual([person('a'), { ...person('b'), response: 'declined', comment: 'Ill' }]);
});

test('the last thing somebody was told counts', () => {
  const delivery = (userId: string, at: string, seen: boolean) => ({ userId, name: userId, kind: 'changed' as const, at, seen });
  const newest = newestDeliveries([
    delivery('a', '2026-03-30T09:00:00Z', false), delivery('a', '2026-03-29T09:00:00Z', true), delivery('b', '2026-03-29T09:00:00Z', true),
  ]);
  expect(newest.get('a')?.seen).toBe(false);
  expect(newest.get('b')?.seen).toBe(true);
});

test('this and the following have what is left of the number of times', async () => {
  const whole = { id: 'm', rrule: 'FREQ=WEEKLY;COUNT=10', start: '2027-03-01T09:00:00+01:00', timeZone: 'Europe/Berlin' } as Meeting;
  meeting.mockResolvedValue({ value: whole, etag: null, location: null });
  const fourth = { ...whole, start: '2027-03-24T09:00:00+01:00', occurrence: '2027-03-22T17:00:00+09:00' };
  expect((await fromThisOn(fourth)).rrule).toBe('FREQ=WEEKLY;COUNT=7');
  expect(meeting).toHaveBeenCalledWith('m');
  const endless = { ...fourth, rrule: 'FREQ=WEEKLY' };
  expect(await fromThisOn(endless)).toBe(endless);
});
