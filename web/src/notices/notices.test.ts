import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { CalendarItem, Notification } from '../server/shapes';

// The language comes from the browser.
vi.hoisted(() => {
  vi.stubGlobal('localStorage', { getItem: () => 'en', setItem: () => {} });
  vi.stubGlobal('navigator', { languages: ['en-GB'] });
  vi.stubGlobal('document', { documentElement: {} });
});

const zone = 'Europe/Berlin';
const now = new Date('2026-03-31T11:30:00Z');
const ann = { userId: 'ann', name: 'Ann Becker' };

function told(seq: number, kind: Notification['kind'], meeting: Partial<Notification['meeting']> = {}, more: Partial<Notification> = {}): Notification {
  return {
    seq, kind, at: '2026-03-31T10:00:00Z', ...(kind !== 'reminder' && { by: ann }),
    meeting: {
      id: 'review', title: 'Map review', start: '2026-03-31T12:00:00Z', end: '2026-03-31T13:00:00Z', timeZone: 'UTC',
      allDay: false, link: '', organizer: ann, ...meeting,
    },
    ...more,
  };
}

let tell: typeof import('./tell');
let asks: typeof import('./asks');
let cards: typeof import('./cards');
beforeAll(async () => {
  tell = await import('./tell');
  asks = await import('./asks');
  cards = await import('./cards');
});

/** Without the marks that keep names in other directions of writing apart; older tables of dates have a comma here. */
const plain = (text: string) => text.replace(/[\u2068\u2069]/g, '').replaceAll('Tue, ', 'Tue ');
const said = (notification: Notification) => {
  const { head, detail } = tell.tell(notification, zone, now);
  return [plain(head), plain(detail)];
};

describe('in words', () => {
  it('an invitation says who and when, on the own clock', () => {
    expect(said(told(1, 'invited'))).toEqual(['Ann Becker invites you: Map review', 'Tue 31 March, 14:00']);
    expect(said(told(1, 'invited', { rrule: 'FREQ=WEEKLY' }))[1]).toBe('Tue 31 March, 14:00 · series');
  });

  it('a change says of what, each once', () => {
    expect(said(told(1, 'changed', {}, { changes: ['title', 'start', 'end', 'location'] }))).toEqual([
      'Ann Becker changed: Map review', 'Changed: title, time, place · Tue 31 March, 14:00',
    ]);
  });

  it('an answer says which, with its comment', () => {
    const answer = told(1, 'responded', {}, { response: 'declined', comment: 'At the dentist.' });
    expect(said(answer)).toEqual(['Ann Becker declines: Map review', '“At the dentist.” · Tue 31 March, 14:00']);
  });

  it('a reminder says how long there is still, also later, and that it is late', () => {
    expect(said(told(1, 'reminder', {}, { minutesBefore: 30 }))[0]).toBe('In 30 minutes: Map review');
    expect(plain(tell.tell(told(1, 'reminder'), zone, new Date('2026-03-31T12:00:10Z')).head)).toBe('Now: Map review');
    expect(plain(tell.tell(told(1, 'reminder', {}, { late: true }), zone, new Date('2026-03-31T12:10:00Z')).head)).toBe('10 minutes ago: Map review');
    expect(said(told(1, 'reminder', {}, { late: true }))[1]).toContain('late');
  });

  it('whole days have no time', () => {
    const fair = told(1, 'reminder', { allDay: true, start: '2026-03-31', end: '2026-04-01' });
    expect(said(fair)).toEqual(['Today: Map review', 'Tue 31 March']);
  });
});

describe('what asks for an answer', () => {
  const seqs = (list: Notification[], me = 'bob') => asks.questions(list, me, zone, now).map(({ seq }) => seq);

  it('is an invitation, until it is changed, cancelled or over', () => {
    expect(seqs([told(1, 'invited')])).toEqual([1]);
    expect(seqs([told(1, 'invited'), told(2, 'changed', {}, { changes: ['start'] })])).toEqual([2]);
    expect(seqs([told(1, 'invited'), told(2, 'changed', {}, { changes: ['title'] })])).toEqual([1]);
    expect(seqs([told(1, 'invited'), told(2, 'cancelled')])).toEqual([]);
    expect(seqs([told(1, 'invited', { end: '2026-03-31T11:30:00Z' })])).toEqual([]);
  });

  it('is a series whenever it began, less the occurrence that was cancelled', () => {
    const weekly = { rrule: 'FREQ=WEEKLY', start: '2024-01-01T09:00:00Z', end: '2024-01-01T10:00:00Z' };
    expect(seqs([told(1, 'invited', weekly), told(2, 'cancelled', { rrule: 'FREQ=WEEKLY', occurrence: '2026-04-01T09:00:00Z' })])).toEqual([1]);
  });

  it('never asks the organizer', () => {
    expect(seqs([told(1, 'changed', {}, { changes: ['start'] })], 'ann')).toEqual([]);
  });

  it('knows the answer from the diary, or from what was answered since', () => {
    const item = { meetingId: 'review', response: 'accepted', status: 'confirmed' } as CalendarItem;
    const invitation = told(5, 'invited');
    expect(asks.answerTo(invitation, {}, [])).toBeUndefined();
    expect(asks.answerTo(invitation, {}, [item])).toBe('accepted');
    expect(asks.answerTo(invitation, { 'review|': { answer: 'declined', seq: 6 } }, [item])).toBe('declined');
    expect(asks.answerTo(invitation, { 'review|': { answer: 'declined', seq: 4 } }, [])).toBeUndefined();
    expect(asks.answerTo(invitation, {}, [{ ...item, status: 'cancelled' }])).toBe('gone');
  });
});

describe('cards', () => {
  const seqs = (list: Notification[], arrived: number[], dealt: number[] = [], at = now) =>
    cards.cardsOf(list, { isDealt: (seq) => dealt.includes(seq), arrived: new Set(arrived) }, zone, at).map(({ seq }) => seq);

  it('are what arrived and was not dealt with, newest first', () => {
    const list = [told(1, 'invited', { id: 'a' }), told(2, 'invited', { id: 'b' }), told(3, 'cancelled', { id: 'c' }), told(4, 'responded')];
    expect(seqs(list, [2, 3, 4], [3])).toEqual([4, 2]);
  });

  it('show reminders that waited, until their meeting is over', () => {
    const list = [told(1, 'reminder'), told(2, 'invited', { id: 'b' })];
    expect(seqs(list, [])).toEqual([1]);
    expect(seqs(list, [], [1])).toEqual([]);
    expect(seqs(list, [], [], new Date('2026-03-31T13:00:00Z'))).toEqual([]);
  });

  it('say the last about a meeting, which deals with what came before', () => {
    const list = [told(1, 'reminder'), told(2, 'invited'), told(3, 'changed', {}, { changes: ['link'] }), told(4, 'reminder'), told(5, 'responded')];
    expect(seqs(list, [1, 2, 3, 4, 5])).toEqual([5, 4, 3]);
    expect(cards.dealtWith(list[3]!, list, new Set([1, 2, 3, 4, 5]))).toEqual([1, 4]);
    expect(cards.dealtWith(list[2]!, list, new Set([3]))).toEqual([3]);
  });

  it('go after their time, which only those count that are shown', () => {
    const watch = new cards.Watch();
    const list = [1, 2, 3, 4, 5].map((seq) => told(seq, 'invited', { id: `m${seq}` }));
    expect(watch.pass(list, 4, cards.shown_for_ms - 1)).toEqual([]);
    expect(watch.pass(list, 4, 0)).toEqual([]);
    expect(watch.pass(list, 4, 1).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(watch.pass([list[4]!], 4, cards.shown_for_ms).map(({ seq }) => seq)).toEqual([5]);
  });

  it('of reminders stay, and count as seen at their end only if they were', () => {
    const reminder = told(1, 'reminder');
    const seen = new cards.Watch();
    expect(seen.pass([reminder], 4, 60_000)).toEqual([]);
    expect(seen.pass([], 4, 250)).toEqual([reminder]);
    const unseen = new cards.Watch();
    unseen.pass([reminder], 4, 0);
    expect(unseen.pass([], 4, 250)).toEqual([]);
  });
});
