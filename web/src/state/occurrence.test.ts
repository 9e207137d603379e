import { expect, test } from 'vitest';
import { sameOccurrence } from './occurrence';

test('an occurrence has one name in all zones', () => {
  expect(sameOccurrence('2026-03-30T09:00:00+02:00', '2026-03-30T07:00:00Z')).toBe(true);
  expect(sameOccurrence('2026-03-30T09:00:00+02:00', '2026-03-30T16:00:00+09:00')).toBe(true);
  expect(sameOccurrence('2026-03-30', '2026-03-30')).toBe(true);
  expect(sameOccurrence('2026-03-30', '2026-03-31')).toBe(false);
  expect(sameOccurrence('2026-03-30', undefined)).toBe(false);
});
