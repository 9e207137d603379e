import { expect, test } from 'vitest';
import type { Meeting, Notification } from '../server/shapes';
import { mergedAnswer, newestDeliveries } from './following';

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
