import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chains, eventOf, moves } from '../../test/random-case.ts';
import { aWorld } from '../../test/small-world.ts';
import { advance } from './advance.ts';
import { caseStateCheck } from './case-state.ts';
import type { CaseState } from './state.ts';

const START = Date.parse('2026-03-26T16:40:00Z');
const isState = caseStateCheck((id) => id.length > 0);

describe('a state that was read back', () => {
  it('is taken wherever the reducer itself made it', () => {
    fc.assert(
      fc.property(chains, moves, (chain, list) => {
        let world = aWorld(chain);
        const opened = { type: 'opened', by: 'r', awareAt: START, facts: { danger: 'yes' }, drill: false };
        let state: CaseState | null = null;
        let now = START;
        const take = (event: Parameters<typeof advance>[2]): void => {
          const result = advance(world, state, event, now);
          if (!result.ok) return;
          ({ state } = result);
          expect(isState(JSON.parse(JSON.stringify(state)), chain)).toBe(true);
        };
        take({ ...opened, type: 'opened' });
        for (const move of list) {
          if (move.kind === 'people') world = { ...world, people: move.people };
          else if (state !== null) take(eventOf(move, world, state, (now += move.by)));
        }
      }),
      { numRuns: 200, seed: 5 },
    );
  });
});
