import { expect, it } from 'vitest';
import { LatelyUsed } from './lately-used.ts';

it('what was asked for longest ago goes once there is more than so much', () => {
  const kept = new LatelyUsed<number>(2);
  kept.set('a', 1);
  kept.set('b', 2);
  expect(kept.get('a')).toBe(1);
  kept.set('c', 3);
  expect(['a', 'b', 'c'].map((key) => kept.get(key))).toEqual([1, undefined, 3]);
});

it('what is set again is there once', () => {
  const kept = new LatelyUsed<number>(2);
  for (const value of [1, 2]) kept.set('a', value);
  kept.set('b', 3);
  expect([kept.get('a'), kept.get('b')]).toEqual([2, 3]);
});
