import { expect, it } from 'vitest';
import type { Notification } from '../server/shapes';
import { most_recent, withMore } from './recent';

const told = (seq: number) => ({ seq }) as Notification;

it('keeps each number once, in order, and the last ones only', () => {
  expect(withMore([told(3), told(5)], [told(4), told(3), told(1)]).map(({ seq }) => seq)).toEqual([1, 3, 4, 5]);
  const many = withMore([], Array.from({ length: most_recent + 5 }, (_, index) => told(index + 1)));
  expect([many.length, many[0]?.seq]).toEqual([most_recent, 6]);
});
