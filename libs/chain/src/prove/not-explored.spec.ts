import { expect, it } from 'vitest';
import { notExplored } from './not-explored.ts';
import { STARTS } from './starts.ts';
import { aChain, aStep } from '../../test/small-world.ts';

const left = (...steps: readonly object[]): string =>
  notExplored(aChain(steps, { events: { found: { title: 'Found' } } }), STARTS, []).join('\n');
const timed = (from: unknown): object =>
  aStep('look', { title: 'Look', clock: { within: { hours: 1 }, from } });

it('a proof names the steps whose clocks may wait for ever', () => {
  expect(left(timed({ event: 'found' }))).toContain(
    'Whether the clock of these steps starts while nobody acts: "Look".',
  );
  expect(left(timed('awareness'))).not.toContain('Whether the clock');
});
