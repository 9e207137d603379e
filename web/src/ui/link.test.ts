import { expect, it } from 'vitest';
import { safeLink } from './link';

it('only addresses of the web become links', () => {
  expect(safeLink('https://meet.example/x')).toBe('https://meet.example/x');
  expect(safeLink('javascript:alert(1)')).toBeUndefined();
  expect(safeLink('')).toBeUndefined();
});
