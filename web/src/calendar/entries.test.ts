import { describe, expect, it } from 'vitest';
import type { CalendarItem } from '../server/shapes';
import { differenceOf, entryOf, knownOf, signsOf } from './entries';

const item: CalendarItem = {
  meetingId: 'm', title: 'Plan', start: '2026-11-20T09:00:00+01:00', end: '2026-11-20T10:00:00+01:00', timeZone: 'Europe/Berlin', allDay: false,
  organizer: { userId: 'ann', name: 'Ann', email: 'ann@x' }, response: 'accepted', status: 'confirmed', busy: true,
};
const reader = { me: 'ann', zone: 'Europe/Berlin' };

describe('signs', () => {
  it('say whose it is and what was answered', () => {
    expect(signsOf(item, 'ann')).toEqual(['own']);
    expect(signsOf(item, 'bob')).toEqual(['invited']);
    expect(signsOf({ ...item, response: 'needs-action', busy: false }, 'bob')).toEqual(['invited', 'unanswered']);
    expect(signsOf({ ...item, busy: false }, 'ann')).toEqual(['own', 'free']);
  });
  it('cancelled says more than an answer', () => {
    expect(signsOf({ ...item, status: 'cancelled', response: 'declined', busy: false }, 'bob')).toEqual(['invited', 'cancelled']);
  });
});

describe('entries', () => {
  it('stand on the own clock, and are moved only by who invites', () => {
    expect(entryOf(item, { me: 'ann', zone: 'Asia/Tokyo' })).toMatchObject({ id: 'm|', start: '2026-11-20T17:00:00', end: '2026-11-20T18:00:00', startEditable: true });
    expect(entryOf(item, { ...reader, me: 'bob' })).toMatchObject({ startEditable: false, durationEditable: false });
    expect(entryOf({ ...item, status: 'cancelled' }, reader)).toMatchObject({ startEditable: false });
  });
  it('of all-day meetings keep the exclusive end', () => {
    expect(entryOf({ ...item, allDay: true, start: '2026-11-20', end: '2026-11-22' }, reader)).toMatchObject({ allDay: true, start: '2026-11-20', end: '2026-11-22', durationEditable: true });
  });
  it('with hours that last for days are drawn as days, without an edge to drag', () => {
    const long = { ...item, end: '2026-11-22T10:00:00+01:00' };
    expect(entryOf(long, reader)).toMatchObject({ allDay: true, start: '2026-11-20', end: '2026-11-23', startEditable: true, durationEditable: false });
  });
  it('are short up to half an hour', () => {
    expect(entryOf({ ...item, end: '2026-11-20T09:30:00+01:00' }, reader).classNames).toContain('is-short');
    expect(entryOf(item, reader).classNames).not.toContain('is-short');
  });
});

it('the difference names what is new, other and gone', () => {
  const at = (meetingId: string, title = 'Plan') => ({ ...item, meetingId, title });
  const [before, after] = [[at('a'), at('b'), at('c')], [at('b'), at('c', 'Other'), at('d')]];
  const difference = differenceOf(knownOf(before), knownOf(after), after);
  expect(difference).toEqual({ added: [at('d')], changed: [at('c', 'Other')], removed: ['a|'] });
});
