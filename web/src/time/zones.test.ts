import { expect, it } from 'vitest';
import { cityOf, isZone, zoneNames } from './zones';

it('places are listed by their names of today, and once', () => {
  const names = zoneNames();
  expect(names).toContain('Asia/Kolkata');
  expect(names).not.toContain('Asia/Calcutta');
  expect(new Set(names).size).toBe(names.length);
  expect(names.every(isZone)).toBe(true);
});

it('an invented place has no zone', () => expect([isZone('Europe/Nowhere'), isZone('')]).toEqual([false, false]));

it('a zone is called by its city', () => {
  expect(['America/Argentina/Buenos_Aires', 'UTC'].map(cityOf)).toEqual(['Buenos Aires', 'UTC']);
});
