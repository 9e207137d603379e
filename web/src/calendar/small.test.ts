import { describe, expect, it } from 'vitest';
import { draftOfClick, draftOfSelection } from './drafts';
import { aheadOn, drifts, otherHour } from './hours';
import { actionOf, keysOf } from './keys';
import { morningOf, topOf } from './working';

describe('two clocks', () => {
  it('are so far from each other as they are on that day', () => {
    expect(aheadOn('2026-11-22', 'Europe/Berlin', 'Asia/Tokyo')).toBe(8 * 3600);
    expect(aheadOn('2026-07-22', 'Europe/Berlin', 'Asia/Tokyo')).toBe(7 * 3600);
    expect(aheadOn('2026-11-22', 'Asia/Kolkata', 'Europe/Berlin')).toBe(-4.5 * 3600);
  });
  it('drift apart in the week in which one is changed', () => {
    expect(drifts('2026-10-19', '2026-10-26', 'Europe/Berlin', 'Asia/Tokyo')).toBe(true);
    expect(drifts('2026-10-19', '2026-10-26', 'Europe/Berlin', 'Europe/Paris')).toBe(false);
  });
  it('show each other’s hour', () => {
    expect(otherHour('2026-11-22', 20, 8 * 3600)).toBe('2026-11-23T04:00:00');
  });
});

describe('a draft', () => {
  it('of a click is the half hour it is in', () => {
    expect(draftOfClick('2026-11-22T09:45:00', false)).toEqual({ start: '2026-11-22T09:30:00', end: '2026-11-22T10:00:00', allDay: false });
    expect(draftOfClick('2026-11-22T23:45:00', false).end).toBe('2026-11-23T00:00:00');
  });
  it('of days has dates', () => {
    expect(draftOfClick('2026-11-22T00:00:00', true)).toEqual({ start: '2026-11-22', end: '2026-11-23', allDay: true });
    expect(draftOfSelection('2026-11-22T00:00:00', '2026-11-25T00:00:00', true)).toEqual({ start: '2026-11-22', end: '2026-11-25', allDay: true });
  });
});

describe('keys', () => {
  const press = (key: string, more = {}) => actionOf({ key, ctrlKey: false, metaKey: false, altKey: false, defaultPrevented: false, isComposing: false, ...more });
  it('mean what the list of keys says', () => {
    expect([press('t'), press('ArrowLeft'), press('N'), press('?'), press('x')]).toEqual(['today', 'previous', 'next', 'keys', undefined]);
    expect(keysOf('previous')).toEqual(['←', 'p']);
  });
  it('leave the browser its own', () => {
    expect([press('d', { ctrlKey: true }), press('ArrowLeft', { altKey: true }), press('c', { metaKey: true }), press('n', { defaultPrevented: true })])
      .toEqual([undefined, undefined, undefined, undefined]);
  });
});

describe('the top of the hours', () => {
  const none = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };
  const hours = { ...none, monday: [{ start: '10:00', end: '12:00' }], tuesday: [{ start: '08:30', end: '12:00' }] };
  it('is before work begins, or before now at another time of day', () => {
    expect(topOf(hours, undefined)).toBe(7.5 * 3600);
    expect(topOf(hours, '2026-11-22T10:00:00')).toBe(7.5 * 3600);
    expect(topOf(hours, '2026-11-22T20:00:00')).toBe(18 * 3600);
    expect(topOf(hours, '2026-11-22T01:00:00')).toBe(0);
  });
  it('a day without work begins as the earliest', () => {
    expect([morningOf(hours, 0), morningOf(hours, 6), morningOf(none, 6)]).toEqual(['10:00', '08:30', '09:00']);
  });
});
