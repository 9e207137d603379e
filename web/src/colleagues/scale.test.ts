import { describe, expect, it } from 'vitest';
import type { WorkingHours } from '../server/shapes';
import { coreOf, scaleOf, snapped, workOf } from './scale';

const none: WorkingHours = { monday: [], tuesday: [], wednesday: [], thursday: [], friday: [], saturday: [], sunday: [] };

describe('the core of the day', () => {
  it('holds all work of the week, and an hour on both sides', () => {
    expect(coreOf({ ...none, monday: [{ start: '09:30', end: '12:00' }], friday: [{ start: '10:00', end: '17:15' }] })).toEqual({ start: 480, end: 1140 });
  });

  it('stays within the day, and is there for people without hours', () => {
    expect(coreOf({ ...none, sunday: [{ start: '00:00', end: '24:00' }] })).toEqual({ start: 0, end: 1440 });
    expect(coreOf(none)).toEqual({ start: 480, end: 1080 });
  });

  it('knows the days of work', () => {
    const hours = { ...none, sunday: [{ start: '09:00', end: '12:00' }] };
    expect(workOf(hours, '2026-11-22')).toEqual([{ start: 540, end: 720 }]);
    expect(workOf(hours, '2026-11-23')).toEqual([]);
  });
});

describe('the scale of a day', () => {
  it.each([[{ start: 480, end: 1080 }, 0.25], [{ start: 0, end: 1440 }, 0.25], [{ start: 480, end: 1080 }, 1], [{ start: 0, end: 720 }, 0.5]])('goes there and back: %o, nights of %d', (core, night) => {
    const scale = scaleOf(core, night);
    expect(scale.at(0)).toBe(0);
    expect(scale.at(1440)).toBeCloseTo(1);
    for (let minute = 0; minute <= 1440; minute += 45) expect(scale.minuteAt(scale.at(minute))).toBeCloseTo(minute);
  });

  it('makes nights narrow', () => {
    const { at } = scaleOf({ start: 480, end: 1080 }, 0.25);
    expect((at(600) - at(540)) / (at(120) - at(60))).toBeCloseTo(4);
  });

  it('takes what lies outside as the nearest end', () => {
    const { minuteAt } = scaleOf({ start: 480, end: 1080 }, 0.25);
    expect(minuteAt(-0.5)).toBe(0);
    expect(minuteAt(1.5)).toBeCloseTo(1440);
  });
});

it('A place is taken for the quarter of an hour that it lies in', () => {
  expect(snapped(614.9)).toBe(600);
  expect(snapped(615)).toBe(615);
  expect(snapped(629, 30)).toBe(600);
});
