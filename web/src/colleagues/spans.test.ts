import { describe, expect, it } from 'vitest';
import type { BusyInterval } from '../server/shapes';
import { gaps, merged, nightsOf, overlaps, piecesOf, wallAtMinute } from './spans';

const days = ['2026-03-30', '2026-03-31', '2026-04-01'];
const busy = (start: string, end: string, status: BusyInterval['status'] = 'busy') => ({ start, end, status });

describe('intervals', () => {
  it('fall into their days', () => {
    const pieces = piecesOf([busy('2026-03-30T09:00:00+02:00', '2026-03-30T10:30:00+02:00'), busy('2026-04-01T00:00:00+02:00', '2026-04-01T01:00:00+02:00', 'tentative')], days);
    expect(pieces).toEqual([[{ start: 540, end: 630, status: 'busy' }], [], [{ start: 0, end: 60, status: 'tentative' }]]);
  });

  it('over midnight stand in each day, and in none that they only touch', () => {
    const pieces = piecesOf([busy('2026-03-29T22:00:00+02:00', '2026-03-31T00:00:00+02:00'), busy('2026-03-31T23:00:00+02:00', '2026-04-05T12:00:00+02:00')], days);
    expect(pieces.map((list) => list.map(({ start, end }) => [start, end]))).toEqual([[[0, 1440]], [[1380, 1440]], [[0, 1440]]]);
  });

  it('of the hour that comes twice are not lost', () => {
    const pieces = piecesOf([busy('2026-10-25T02:30:00+02:00', '2026-10-25T02:15:00+01:00')], ['2026-10-24', '2026-10-25']);
    expect(pieces).toEqual([[], [{ start: 150, end: 195, status: 'busy' }]]);
  });
});

describe('people together', () => {
  it('are busy where one is, and else tentative where one is', () => {
    const all = [
      { start: 540, end: 600, status: 'tentative' }, { start: 570, end: 630, status: 'busy' },
      { start: 630, end: 660, status: 'busy' }, { start: 700, end: 720, status: 'tentative' },
    ] as const;
    expect(merged(all)).toEqual([
      { start: 540, end: 570, status: 'tentative' }, { start: 570, end: 660, status: 'busy' }, { start: 700, end: 720, status: 'tentative' },
    ]);
    expect(merged([])).toEqual([]);
  });

  it('are busy on both sides of what is tentative within', () => {
    const all = [{ start: 0, end: 30, status: 'busy' }, { start: 10, end: 20, status: 'tentative' }] as const;
    expect(merged(all)).toEqual([{ start: 0, end: 30, status: 'busy' }]);
  });

  it('are free in between', () => {
    const pieces = [{ start: 500, end: 560 }, { start: 600, end: 610 }, { start: 620, end: 900 }];
    expect(gaps(pieces, { start: 540, end: 1020 })).toEqual([{ start: 560, end: 600 }, { start: 900, end: 1020 }]);
    expect(gaps([], { start: 540, end: 1020 })).toEqual([{ start: 540, end: 1020 }]);
    expect(gaps([{ start: 0, end: 1440 }], { start: 540, end: 1020 })).toEqual([]);
    expect(gaps([{ start: 1100, end: 1200 }], { start: 540, end: 1020 })).toEqual([{ start: 540, end: 1020 }]);
  });

  it('are not in the way where they only touch', () => {
    expect(overlaps([{ start: 60, end: 120 }], { start: 120, end: 150 })).toBe(false);
    expect(overlaps([{ start: 60, end: 120 }], { start: 119, end: 150 })).toBe(true);
  });
});

describe('the night of others', () => {
  it('is theirs, not ours', () => {
    expect(nightsOf('Asia/Tokyo', '2026-11-24', 'Europe/Berlin')).toEqual([{ start: 600, end: 1440 }]);
    expect(nightsOf('Europe/Berlin', '2026-11-24', 'Europe/Berlin')).toEqual([{ start: 0, end: 480 }, { start: 1080, end: 1440 }]);
    expect(nightsOf('Pacific/Auckland', '2026-11-24', 'Europe/Berlin')).toEqual([{ start: 360, end: 1200 }]);
  });

  it('moves with the clocks of either side', () => {
    expect(nightsOf('America/New_York', '2026-03-20', 'Europe/Berlin')[0]).toEqual({ start: 0, end: 780 });
    expect(nightsOf('America/New_York', '2026-03-30', 'Europe/Berlin')[0]).toEqual({ start: 0, end: 840 });
  });
});

it('The end of a day is the next midnight', () => {
  expect(wallAtMinute('2026-03-31', 1440)).toBe('2026-04-01T00:00:00');
  expect(wallAtMinute('2026-03-31', 75)).toBe('2026-03-31T01:15:00');
});
