import { describe, expect, test } from 'vitest';
import type { Meeting } from '../server/shapes';
import { conflictOf, minuteOn, seenOn, without } from './busy';
import type { Values } from './form';
import { bodyOf, faultsOf, instantsOf, movedToInstant, patchOf, peopleChange, valuesOfDraft, valuesOfMeeting, withStart } from './form';
import { partsThatDiffer, withTheirs } from './meanwhile';

const ann = { userId: 'a', name: 'Ann', email: 'ann@example.org' };
const bob = { userId: 'b', name: 'Bob', email: 'bob@example.org' };
const meeting: Meeting = {
  id: 'm', title: 'Map review', description: '', link: '', location: 'Room 2', allDay: false, timeZone: 'Europe/Berlin',
  start: '2026-03-30T09:00:00+02:00', end: '2026-03-30T09:45:00+02:00', transparency: 'opaque', organizer: { ...ann, response: 'accepted' },
  attendees: [{ ...bob, response: 'accepted', comment: '' }], attachments: [], reminders: [30, 0], status: 'confirmed', version: 1,
  createdAt: '2026-03-01T09:00:00Z', updatedAt: '2026-03-01T09:00:00Z',
};
const values = valuesOfMeeting(meeting);
const draft = valuesOfDraft({ start: '2026-03-30T14:00:00', end: '2026-03-30T15:00:00', allDay: false }, 'Europe/Berlin');
const holiday = valuesOfDraft({ start: '2026-03-30', end: '2026-04-01', allDay: true }, 'Europe/Berlin');

describe('a new meeting', () => {
  test('is sent on the clock of its zone', () => {
    expect(bodyOf({ ...draft, title: ' Map review ', people: [bob, { email: 'new@example.org', name: 'new@example.org' }] })).toMatchObject({
      title: 'Map review', start: '2026-03-30T14:00:00', end: '2026-03-30T15:00:00', timeZone: 'Europe/Berlin', transparency: 'opaque',
      attendees: [{ userId: 'b' }, { email: 'new@example.org' }],
    });
    expect(bodyOf(draft)).not.toHaveProperty('rrule');
  });
  test('ends, all-day, on the day that is shown, and is sent with the day after', () => {
    expect(holiday.endDay).toBe('2026-03-31');
    expect(bodyOf(holiday)).toMatchObject({ start: '2026-03-30', end: '2026-04-01', allDay: true, transparency: 'transparent' });
  });
});

describe('the start moves, and it lasts as long as before', () => {
  test('over midnight', () => {
    expect(withStart(draft, '2026-03-30', '23:30')).toMatchObject({ endDay: '2026-03-31', endTime: '00:30' });
  });
  test('all-day', () => expect(withStart(holiday, '2026-12-31', '09:00').endDay).toBe('2027-01-01'));
  test('not while the field is half written', () => {
    expect(withStart(draft, '', '14:00')).toMatchObject({ startDay: '', endDay: '2026-03-30' });
  });
  test('to an instant, on its own clock', () => {
    const inTokyo = { ...draft, timeZone: 'Asia/Tokyo' };
    expect(movedToInstant(inTokyo, new Date('2026-03-30T20:00:00Z'))).toMatchObject({ startDay: '2026-03-31', startTime: '05:00', endTime: '06:00' });
  });
});

describe('faults are told before the server is asked', () => {
  const faults = (change: Partial<Values>) => faultsOf({ ...draft, title: 'x', ...change });
  test('none', () => expect(faults({})).toEqual({}));
  test('of each field', () => {
    expect(faults({ title: '  ' })).toEqual({ title: 'missing' });
    expect(faults({ endTime: '14:00' })).toEqual({ end: 'endBeforeStart' });
    expect(faults({ startTime: '' })).toEqual({ start: 'missing' });
    expect(faults({ link: 'javascript:alert(1)' })).toEqual({ link: 'noLink' });
    expect(faults({ link: 'https://example.org/x' })).toEqual({});
  });
  test('a flight may land before it starts, on the clock', () => {
    expect(faults({ timeZone: 'Asia/Tokyo', endTimeZone: 'America/Sao_Paulo', startTime: '17:00', endTime: '16:00' })).toEqual({});
    expect(instantsOf({ ...draft, endDay: '2026-03-29' }, 'UTC')).toBeUndefined();
  });
});

describe('a change sends only what changed', () => {
  test('nothing', () => expect(patchOf(values, { ...values })).toEqual({}));
  test('a title', () => expect(patchOf(values, { ...values, title: 'New' })).toEqual({ title: 'New' }));
  test('a time goes whole', () => {
    expect(patchOf(values, withStart(values, '2026-03-31', '10:00'))).toEqual({
      start: '2026-03-31T10:00:00', end: '2026-03-31T10:45:00', allDay: false, timeZone: 'Europe/Berlin',
    });
  });
  test('another zone is another time', () => {
    expect(patchOf(values, { ...values, timeZone: 'Asia/Tokyo' })).toMatchObject({ start: '2026-03-30T09:00:00', timeZone: 'Asia/Tokyo' });
  });
  test('a weekly rule follows the day; its end goes', () => {
    const weekly = valuesOfMeeting({ ...meeting, rrule: 'FREQ=WEEKLY' });
    expect(patchOf(weekly, weekly)).toEqual({});
    expect(patchOf(weekly, withStart(weekly, '2026-03-31', '09:00'))).toMatchObject({ rrule: 'FREQ=WEEKLY;BYDAY=TU' });
    expect(patchOf(weekly, { ...weekly, repeats: { ...weekly.repeats, choice: 'never' } })).toEqual({ rrule: null });
  });
  test('single dates end with the series', () => {
    const dates = valuesOfMeeting({ ...meeting, rrule: '', rdates: ['2026-04-02T09:00:00+02:00'] });
    expect(patchOf(dates, { ...dates, title: 'New' })).toEqual({ title: 'New' });
    expect(patchOf(dates, { ...dates, repeats: { ...dates.repeats, choice: 'never' } })).toEqual({ rrule: null, rdates: null });
  });
  test('people by themselves', () => {
    expect(peopleChange([ann, bob], [bob, { email: 'Cy@example.org', name: 'Cy' }])).toEqual({
      added: [{ email: 'Cy@example.org', name: 'Cy' }], removed: [ann],
    });
  });
});

describe('changed meanwhile', () => {
  const theirs = { ...withStart(values, '2026-03-30', '11:00'), location: 'Room 3' };
  const mine = { ...values, title: 'Mine', location: 'Hall' };
  test('the parts are named', () => expect(partsThatDiffer(values, theirs)).toEqual(['when', 'location']));
  test('what they changed is taken, the rest of mine stays', () => {
    expect(withTheirs(values, theirs, mine)).toMatchObject({ title: 'Mine', location: 'Room 3', startTime: '11:00', endTime: '11:45' });
  });
});

describe('busy', () => {
  const at = (from: string, to: string) => ({ from: new Date(`2026-03-30T${from}:00Z`), to: new Date(`2026-03-30T${to}:00Z`) });
  const busy = [{ ...at('09:00', '10:00'), tentative: false }, { ...at('12:00', '13:00'), tentative: true }];
  test('touching is not overlapping', () => expect(conflictOf(busy, at('10:00', '12:00'))).toBeUndefined());
  test('the stronger word wins', () => {
    expect(conflictOf(busy, at('09:30', '12:30'))).toBe('busy');
    expect(conflictOf(busy, at('12:30', '14:00'))).toBe('tentative');
  });
  test('a meeting is not in its own way, but what stands beside it is', () => {
    expect(conflictOf(without(busy, at('09:00', '10:00')), at('09:00', '10:00'))).toBeUndefined();
    expect(conflictOf(without(busy, at('09:30', '10:00')), at('09:00', '10:00'))).toBe('busy');
  });
  test('stands on the clock of the zone, also when the clocks change', () => {
    expect(minuteOn('2026-03-29', new Date('2026-03-29T00:30:00Z'), 'Europe/Berlin')).toBe(90);
    expect(minuteOn('2026-03-29', new Date('2026-03-29T01:30:00Z'), 'Europe/Berlin')).toBe(210);
    expect(seenOn('2026-03-30', at('20:00', '23:59'), 'Europe/Berlin')).toEqual({ from: 1320, to: 1440 });
    expect(seenOn('2026-03-31', at('20:00', '21:59'), 'Europe/Berlin')).toBeUndefined();
  });
});
