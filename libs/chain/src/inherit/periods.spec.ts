import { expect, it } from 'vitest';
import { periodsOf } from './periods.ts';
import { aChain, aStep } from '../../test/small-world.ts';

const periods = (days: readonly (object | undefined)[], inForce?: object): string[] =>
  periodsOf(
    aChain(
      days.map((each, index) => aStep(`s${index}`, each === undefined ? {} : { inForce: each })),
      inForce === undefined ? {} : { inForce },
    ),
  ).map(({ cases, chain }) => `${cases}: ${chain.steps.map(({ id }) => id).join(' ')}`);

it('a chain of which no step says of days is one whole', () => {
  const chain = aChain([aStep('look')]);
  expect(periodsOf(chain)).toEqual([{ cases: 'opened', chain }]);
  expect(periodsOf(chain)[0]?.chain).toBe(chain);
});

it('a step that applies from a day on, or until one, makes two of a chain', () => {
  expect(periods([undefined, { from: '2099-01-01' }])).toEqual([
    'opened before 2099-01-01: s0',
    'opened from 2099-01-01 on: s0 s1',
  ]);
  expect(periods([undefined, { until: '2027-12-31' }])).toEqual([
    'opened before 2028-01-01: s0 s1',
    'opened from 2028-01-01 on: s0',
  ]);
});

it('one step may take the place of another on the next day, over the end of a February', () => {
  expect(periods([{ until: '2028-02-29' }, { from: '2028-03-01' }])).toEqual([
    'opened before 2028-03-01: s0',
    'opened from 2028-03-01 on: s1',
  ]);
});

it('only days on which the chain itself applies are looked at', () => {
  const all = { from: '2026-09-01', until: '2027-08-31' };
  expect(periods([undefined, { from: '2026-09-01' }], all)).toEqual(['opened from 2026-09-01 on: s0 s1']);
  expect(periods([undefined, { from: '2027-09-01' }], all)).toEqual(['opened from 2026-09-01 on: s0']);
  expect(periods([undefined, { from: '2027-01-01', until: '2027-01-31' }], all)).toEqual([
    'opened from 2026-09-01 on and before 2027-01-01: s0',
    'opened from 2027-01-01 on and before 2027-02-01: s0 s1',
    'opened from 2027-02-01 on: s0',
  ]);
});
