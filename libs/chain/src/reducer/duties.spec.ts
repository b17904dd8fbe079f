import { expect, it } from 'vitest';
import { lastRound, owedDuties } from './duties.ts';
import type { CaseState } from './state.ts';
import { aChain, aStep, aWorld } from '../../test/small-world.ts';
import { advance } from './advance.ts';

const again = { repeat: { every: { hours: 1 }, until: { event: 'enough' } } };
const world = aWorld(aChain([aStep('look', again)], { events: { enough: { title: 'Enough' } } }));

function played(rounds: number): CaseState {
  const event = { type: 'opened', by: 'reporter', awareAt: 0, facts: {}, drill: false } as const;
  let result = advance(world, null, event, 0);
  for (let round = 1; round < rounds && result.ok; round += 1) {
    const { key = '', version = 0, owner = null } = lastRound(result.state, 'look') ?? {};
    result = advance(
      world,
      result.state,
      { type: 'done', by: owner?.person ?? '', step: key, version, supplied: [] },
      round,
    );
  }
  if (!result.ok) throw new Error(result.refusal.sentence);
  return result.state;
}

it('the last round is found whatever the order of keys, and whichever of two states is asked about', () => {
  const twelve = played(12);
  const duties = Object.fromEntries(Object.entries(twelve.duties).reverse());
  const [one, other] = [played(2), { ...twelve, duties }];
  for (const [state, key] of [
    [one, 'look.2'],
    [other, 'look.12'],
    [one, 'look.2'],
  ] as const) {
    expect(lastRound(state, 'look')?.key).toBe(key);
    expect(owedDuties(world, state).map(([, duty]) => duty.key)).toEqual([key]);
  }
  expect(lastRound(one, 'constructor')).toBeUndefined();
});
