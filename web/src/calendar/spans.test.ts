import { describe, expect, it } from 'vitest';
import type { CalendarItem, Span } from '../server/shapes';
import { dragged, drawnOf, freshSpan, patchOf, placed, wallsOf } from './spans';

const berlin = (start: string, end: string): Span => ({ start, end, allDay: false, timeZone: 'Europe/Berlin' });
const days = (start: string, end: string): Span => ({ start, end, allDay: true, timeZone: 'Europe/Berlin' });
const move = (seconds: number) => ({ start: seconds, end: seconds });
const hour = 3600;
const day = 24 * hour;

describe('on the clock of the reader', () => {
  it('a meeting of Tokyo stands where it is in Berlin', () => {
    const span: Span = { start: '2026-11-20T18:00:00+09:00', end: '2026-11-20T19:00:00+09:00', allDay: false, timeZone: 'Asia/Tokyo' };
    expect(wallsOf(span, 'Europe/Berlin')).toEqual({ start: '2026-11-20T10:00:00', end: '2026-11-20T11:00:00', allDay: false });
  });
  it('a flight is read in both its zones', () => {
    const span: Span = {
      start: '2026-11-20T10:00:00+01:00', end: '2026-11-20T13:00:00-05:00', allDay: false, timeZone: 'Europe/Berlin', endTimeZone: 'America/New_York',
    };
    expect(wallsOf(span, 'Europe/Berlin')).toEqual({ start: '2026-11-20T10:00:00', end: '2026-11-20T19:00:00', allDay: false });
  });
  it('days have no zone', () => {
    expect(wallsOf(days('2026-11-23', '2026-11-24'), 'Asia/Tokyo')).toEqual({ start: '2026-11-23', end: '2026-11-24', allDay: true });
  });
  it('what runs while the clock is set back still ends after it starts', () => {
    const walls = wallsOf(berlin('2026-10-25T02:45:00+02:00', '2026-10-25T02:15:00+01:00'), 'Europe/Berlin');
    expect(walls).toEqual({ start: '2026-10-25T02:45:00', end: '2026-10-25T03:15:00', allDay: false });
  });
});

describe('drawn', () => {
  it('over the hours from a day on, to the end of its last day', () => {
    const walls = { start: '2026-11-20T10:00:00', end: '2026-11-21T10:00:00', allDay: false };
    expect(drawnOf(walls)).toEqual({ start: '2026-11-20', end: '2026-11-22', allDay: true });
    expect(drawnOf({ ...walls, start: '2026-11-20T00:00:00', end: '2026-11-22T00:00:00' })).toEqual({ start: '2026-11-20', end: '2026-11-22', allDay: true });
  });
  it('among the hours where it is shorter, over midnight too', () => {
    const walls = { start: '2026-11-20T22:00:00', end: '2026-11-21T01:00:00', allDay: false };
    expect(drawnOf(walls)).toBe(walls);
  });
});

describe('dragged', () => {
  it('moved over a clock change, it keeps its hour and its length', () => {
    const to = dragged(berlin('2026-10-24T09:00:00+02:00', '2026-10-24T10:00:00+02:00'), move(day), 'Europe/Berlin');
    expect(to).toMatchObject({ start: '2026-10-25T09:00:00+01:00', end: '2026-10-25T10:00:00+01:00' });
  });
  it('moved into the hour that is left out, it comes after it', () => {
    const to = dragged(berlin('2026-03-28T02:30:00+01:00', '2026-03-28T03:00:00+01:00'), move(day), 'Europe/Berlin');
    expect(to).toMatchObject({ start: '2026-03-29T03:30:00+02:00', end: '2026-03-29T04:00:00+02:00' });
  });
  it('a meeting of another zone is moved on the own clock', () => {
    const span: Span = { start: '2026-11-20T18:00:00+09:00', end: '2026-11-20T19:00:00+09:00', allDay: false, timeZone: 'Asia/Tokyo' };
    const to = dragged(span, move(hour), 'Europe/Berlin');
    expect(to).toMatchObject({ start: '2026-11-20T11:00:00+01:00', end: '2026-11-20T12:00:00+01:00', timeZone: 'Europe/Berlin' });
  });
  it('an edge changes the end only', () => {
    const drag = { start: 0, end: hour };
    const to = dragged(berlin('2026-11-20T09:00:00+01:00', '2026-11-20T10:00:00+01:00'), drag, 'Europe/Berlin');
    expect(patchOf(to, drag)).toEqual({ start: '2026-11-20T09:00:00+01:00', end: '2026-11-20T11:00:00+01:00' });
  });
  it('a move says only the start: the server keeps the length', () => {
    const to = dragged(berlin('2026-11-20T09:00:00+01:00', '2026-11-20T10:00:00+01:00'), move(-hour), 'Europe/Berlin');
    expect(patchOf(to, move(-hour))).toEqual({ start: '2026-11-20T08:00:00+01:00' });
  });
  it('days stay days', () => {
    expect(dragged(days('2026-11-26', '2026-11-29'), move(-2 * day), 'Europe/Berlin')).toMatchObject({ start: '2026-11-24', end: '2026-11-27', allDay: true });
    const drag = { start: 0, end: day };
    expect(patchOf(dragged(days('2026-11-26', '2026-11-27'), drag, 'Europe/Berlin'), drag)).toEqual({ start: '2026-11-26', end: '2026-11-28' });
  });
});

it('only the one that was moved stands elsewhere, and keeps all else', () => {
  const item = (meetingId: string, occurrence: string) => ({ meetingId, occurrence, title: 'Plan', ...berlin('2026-11-20T09:00:00+01:00', '2026-11-20T10:00:00+01:00') }) as CalendarItem;
  const [one, two] = [item('a', '1'), item('a', '2')];
  const moved = placed([one, two], (each) => `${each.meetingId}|${each.occurrence}`, one, days('2026-11-21', '2026-11-22'));
  expect(moved[0]).toMatchObject({ title: 'Plan', occurrence: '1', start: '2026-11-21', allDay: true });
  expect(moved[1]).toBe(two);
});

describe('a new meeting', () => {
  it('begins at the next half hour today, also over midnight', () => {
    expect(freshSpan('2026-11-22', '2026-11-22T16:01:10', '09:00')).toMatchObject({ start: '2026-11-22T16:30:00', end: '2026-11-22T17:00:00' });
    expect(freshSpan('2026-11-22', '2026-11-22T23:45:00', '09:00').start).toBe('2026-11-23T00:00:00');
  });
  it('begins in the morning of another day', () => {
    expect(freshSpan('2026-11-24', '2026-11-22T16:01:10', '08:30').start).toBe('2026-11-24T08:30:00');
  });
});
