import { expect, it } from 'vitest';
import { prove } from './prove.ts';
import { aChain, aStep } from '../../test/small-world.ts';
import type { Chain } from '../language/chain.ts';

const FOUR = ['headteacher', 'trustChair', 'viceChair', 'safeguardingTrustee'];
const call = (id: string, over: object = {}): object =>
  aStep(id, {
    title: `Call ${id}`,
    path: 'designatedOfficer',
    owner: FOUR,
    clock: { within: { workingDays: 1 }, from: 'awareness' },
    late: [{ tell: [...FOUR, 'trustSafeguardingLead', 'ceo'] }],
    ...over,
  });
const about = (...steps: readonly object[]): Chain => aChain(steps, { about: 'adult' });

it('a call that does not apply yet is no call for the cases before it', () => {
  const proof = prove(
    about(call('later', { inForce: { from: '2099-01-01' } }), call('other', { path: undefined })),
  );
  expect(proof).toMatchObject({ ok: false, counterExample: { claim: 'opensAtOnce' } });
  const [first] = proof.ok ? [] : proof.counterExample.story;
  expect(first).toBe('This is of cases opened before 2099-01-01.');
});

it('one step may take the place of another, and the slower bound is the one that counts', () => {
  const step = (id: string, hours: number, inForce: object): object =>
    aStep(id, {
      inForce,
      clock: { within: { hours }, from: 'awareness' },
      late: [{ tell: ['headteacher', 'trustSafeguardingLead', 'ceo'] }],
    });
  const soon = step('soon', 2, { until: '2027-08-31' });
  const slow = step('slow', 9, { from: '2027-09-01' });
  for (const steps of [
    [soon, slow],
    [slow, soon],
  ]) {
    expect(prove(aChain(steps))).toMatchObject({ ok: true, bounds: { leaderTold: { hours: 9 } } });
  }
});

it('more times than are looked at are named', () => {
  const steps = Array.from({ length: 7 }, (_, index) =>
    call(`s${index}`, { path: undefined, inForce: { from: `20${30 + index}-01-01` } }),
  );
  expect(prove(about(call('always'), ...steps)).notExplored).toEqual(
    expect.arrayContaining([
      'Cases opened from 2035-01-01 on and before 2036-01-01: other steps apply to them.',
      'Cases opened from 2036-01-01 on: other steps apply to them.',
    ]),
  );
});
