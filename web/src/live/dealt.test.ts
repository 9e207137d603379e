import { expect, it } from 'vitest';
import { Dealt } from './dealt';

it('acknowledges only what has nothing open before it', () => {
  const dealt = new Dealt();
  dealt.upTo(3);
  expect(dealt.add([5, 6])).toBe(false);
  expect(dealt.acked).toBe(3);
  expect(dealt.apart).toEqual([5, 6]);
  expect(dealt.add([4])).toBe(true);
  expect(dealt.acked).toBe(6);
  expect(dealt.apart).toEqual([]);
});

it('takes what was acknowledged elsewhere, and what is whole with it', () => {
  const dealt = new Dealt();
  dealt.add([2, 5, 8]);
  expect(dealt.upTo(4)).toBe(true);
  expect(dealt.acked).toBe(5);
  expect(dealt.apart).toEqual([8]);
  expect(dealt.upTo(4)).toBe(false);
  expect([1, 5, 6, 8].map((seq) => dealt.has(seq))).toEqual([true, true, false, true]);
});
