import type { Acknowledgement } from '@trustward/contracts';
import { expect, it } from 'vitest';
import { Throttle } from '../platform/throttle.ts';
import { isGuess } from './acknowledgement.service.ts';

it('a good link ends nobody’s waiting who guesses links from its network', async () => {
  const waits: number[] = [];
  const throttle = new Throttle(
    {},
    () => 0,
    (ms) => (waits.push(ms), Promise.resolve()),
  );
  const tries = (answer: Acknowledgement | null) =>
    throttle.run(
      'agency link',
      { address: '10.0.0.1', device: null },
      () => Promise.resolve(answer),
      isGuess,
    );
  const good = { reference: 'C4M-GMH' } as Acknowledgement;
  for (let n = 0; n < 6; n += 1) {
    await tries(null);
    await tries(good);
  }
  expect(waits.at(-1)).toBe(500);
});
