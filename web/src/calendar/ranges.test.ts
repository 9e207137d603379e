import { describe, expect, it } from 'vitest';
import { daysOf, holds, stepped, weekNumberOf } from './ranges';

const look = (view: 'day' | 'week' | 'month' | 'list', narrow = false, firstWeekday = 0) => ({ view, narrow, firstWeekday });

describe('what is drawn', () => {
  it('a week begins where the reader begins it', () => {
    expect(daysOf(look('week'), '2026-11-22')).toEqual({ from: '2026-11-16', to: '2026-11-23' });
    expect(daysOf(look('week', false, 6), '2026-11-22')).toEqual({ from: '2026-11-22', to: '2026-11-29' });
  });
  it('a narrow week is three days from the date on', () => {
    expect(daysOf(look('week', true), '2026-12-30')).toEqual({ from: '2026-12-30', to: '2027-01-02' });
  });
  it('a month is drawn in whole weeks', () => {
    expect(daysOf(look('month'), '2026-11-22')).toEqual({ from: '2026-10-26', to: '2026-12-07' });
    expect(daysOf(look('month', false, 6), '2026-11-22')).toEqual({ from: '2026-11-01', to: '2026-12-06' });
    expect(daysOf(look('month'), '2027-02-10')).toEqual({ from: '2027-02-01', to: '2027-03-01' });
  });
});

describe('going on and back', () => {
  it('from the 31st to the month after does not leave one out', () => {
    expect(stepped(look('month'), '2026-01-31', 1)).toBe('2026-02-01');
    expect(stepped(look('month'), '2026-03-31', -1)).toBe('2026-02-01');
  });
  it('steps as far as is drawn', () => {
    expect(stepped(look('week'), '2026-12-28', 1)).toBe('2027-01-04');
    expect(stepped(look('week', true), '2026-11-22', -1)).toBe('2026-11-19');
    expect(stepped(look('day'), '2026-11-30', 1)).toBe('2026-12-01');
  });
  it('ends where the server knows no days', () => {
    expect(stepped(look('month'), '1900-01-01', -1)).toBe('1900-01-01');
  });
});

it('the end is exclusive', () => {
  expect(holds({ from: '2026-11-16', to: '2026-11-23' }, '2026-11-22')).toBe(true);
  expect(holds({ from: '2026-11-16', to: '2026-11-23' }, '2026-11-23')).toBe(false);
});

it('weeks are counted as their readers count them', () => {
  expect([weekNumberOf('2027-01-03', 0), weekNumberOf('2027-01-04', 0), weekNumberOf('2026-11-24', 0)]).toEqual([53, 1, 48]);
  expect([weekNumberOf('2026-12-27', 6), weekNumberOf('2027-01-03', 6)]).toEqual([1, 2]);
});
