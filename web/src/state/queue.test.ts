import { expect, it } from 'vitest';
import { queue } from './queue';

it('What is given first is done before the next begins, even where it fails', async () => {
  const add = queue();
  const told: string[] = [];
  let release = () => {};
  const first = add(async () => {
    await new Promise<void>((resolve) => { release = resolve; });
    told.push('first');
    throw new Error('no');
  });
  const second = add(async () => void told.push('second'));
  await Promise.resolve();
  expect(told).toEqual([]);
  release();
  await expect(first).rejects.toThrow('no');
  await second;
  expect(told).toEqual(['first', 'second']);
});
