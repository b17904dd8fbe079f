import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cast, CounterExample } from './answer.ts';
import { castsOf, worldOf } from './casts.ts';
import { prove } from './prove.ts';
import { PROOF_CALENDAR, STARTS } from './starts.ts';
import { everyState, forbidden, mostMissing, silent, stranded } from '../../test/brute-force.ts';
import { namingChains, smallChains } from '../../test/random-chain.ts';
import { aChain, aStep } from '../../test/small-world.ts';
import type { Chain } from '../language/chain.ts';
import { advance } from '../reducer/advance.ts';
import { isOwed, lastRound } from '../reducer/duties.ts';
import type { CaseState } from '../reducer/state.ts';

const RUNS = { numRuns: 70, seed: 2_611 };
const START = STARTS[0]?.at ?? 0;

const opened = (chain: Chain, cast: Cast): CaseState[] =>
  ['yes', 'no'].map((danger) => {
    const world = worldOf(chain, cast, PROOF_CALENDAR);
    const event = {
      type: 'opened',
      by: 'reporter',
      awareAt: START,
      facts: { danger },
      drill: false,
    } as const;
    const result = advance(world, null, event, START);
    if (!result.ok) throw new Error(result.refusal.sentence);
    return result.state;
  });

const castsAsked = (chain: Chain): Cast[] =>
  castsOf(chain).flatMap(({ cast, demands }) => (demands === 'everything' ? [cast] : []));

/** The state that a counter-example comes to, played by the reducer. */
function replayed(chain: Chain, { cast, events }: CounterExample): CaseState | null {
  let state: CaseState | null = null;
  for (const { event, at } of events) {
    const result = advance(worldOf(chain, cast, PROOF_CALENDAR), state, event, at);
    if (!result.ok) throw new Error(result.refusal.sentence);
    ({ state } = result);
  }
  return state;
}

function fail(): never {
  throw new Error('There is no state.');
}

interface Tally {
  proved: number;
  refuted: Record<string, number>;
  tooMany: number;
}

describe('against brute force with the reducer, on small chains', () => {
  it('whatever is proved holds in every state, and every counter-example comes about', () => {
    const tally = compared(smallChains, RUNS);
    // Chains of each kind were there, or the test would say nothing.
    expect(tally.proved).toBeGreaterThan(15);
    expect(tally.refuted['closure']).toBeGreaterThan(10);
    expect(tally.refuted['told']).toBeGreaterThan(0);
  }, 300_000);

  it('so also where whoever is named may stand down', () => {
    const tally = compared(namingChains, { numRuns: 25, seed: 5 });
    expect(tally.proved).toBeGreaterThan(5);
    expect(tally.refuted['closure']).toBeGreaterThan(5);
  }, 300_000);
});

function compared(chains: typeof smallChains, runs: typeof RUNS): Tally {
  const tally: Tally = { proved: 0, refuted: {}, tooMany: 0 };
  fc.assert(
    fc.property(chains, (chain) => {
      fc.pre(chain !== null);
      const proof = prove(chain);
      if (proof.ok) {
        tally.proved += 1;
        holds(chain, tally);
      } else {
        const { claim } = proof.counterExample;
        tally.refuted[claim] = (tally.refuted[claim] ?? 0) + 1;
        comesAbout(chain, proof.counterExample);
      }
    }),
    runs,
  );
  return tally;
}

it('brute force does not take a step that comes up twice for one that comes up for ever', () => {
  // Seed 239, made smaller.
  const STAFF = ['headteacher', 'trustSafeguardingLead', 'ceo', 'trustChair'];
  const owner = { owner: STAFF };
  const after = { any: [{ done: 'share' }, { event: 'it-happened' }] };
  const chain = aChain(
    [
      aStep('share', owner),
      aStep('answer', { ...owner, after, eachTime: true }),
      aStep('agree', { ...owner, closes: true }),
    ],
    { events: { 'it-happened': { title: 'It happened' } } },
  );
  const cast = { subject: [], vacant: [] };
  const all = everyState(worldOf(chain, cast, PROOF_CALENDAR), opened(chain, cast)) ?? fail();
  expect(all.some(({ state }) => (lastRound(state, 'answer')?.round ?? 0) > 1)).toBe(true);
  expect(stranded(all)).toEqual([]);
});

function holds(chain: Chain, tally: Tally): void {
  const cameUp = new Set<string>();
  let isWhole = true;
  for (const cast of castsAsked(chain)) {
    const world = worldOf(chain, cast, PROOF_CALENDAR);
    const all = everyState(world, opened(chain, cast), { mayGo: true });
    if (all === null) {
      tally.tooMany += 1;
      isWhole = false;
      continue;
    }
    const vacant = Math.min(1, cast.vacant.length);
    const within = stranded(all).filter(({ state }) => vacant + mostMissing(world, state) <= 2);
    const [first] = within;
    expect(
      within.length,
      inShort(chain, { cast, facts: first?.state.facts ?? {}, story: [JSON.stringify(first?.state)] }),
    ).toBe(0);
    const [unheard] = silent(world, all);
    const { facts = {} } = unheard?.state ?? {};
    expect(unheard, inShort(chain, { cast, facts, story: [JSON.stringify(unheard?.state)] })).toBeUndefined();
    for (const { state } of all) {
      for (const step of chain.steps) {
        const duty = lastRound(state, step.id);
        if (duty !== undefined) cameUp.add(step.id);
        // Where two are missing, or did what it looks at, a duty comes to the last resort.
        const isTwo = vacant > 0 && state.recused.length > 0;
        const isOwned = duty?.owner !== null || isTwo || forbidden(state, step.otherThanDoerOf).size > 0;
        if (duty !== undefined && isOwed(duty)) expect(isOwned).toBe(true);
      }
    }
  }
  if (isWhole) {
    expect([...cameUp].sort(), inShort(chain, null)).toEqual(chain.steps.map(({ id }) => id).sort());
  }
}

function comesAbout(chain: Chain, found: CounterExample): void {
  const state = replayed(chain, found);
  if (found.claim === 'closure' && state !== null) {
    const all = everyState(worldOf(chain, found.cast, PROOF_CALENDAR), [state]);
    if (all !== null) expect(stranded(all).includes(all[0] ?? fail()), inShort(chain, found)).toBe(true);
  }
  if (found.story.at(-1)?.startsWith('Nobody must') === true && state !== null) {
    const world = worldOf(chain, found.cast, PROOF_CALENDAR);
    expect(silent(world, [{ state, escapes: [] }]), inShort(chain, found)).toHaveLength(1);
  }
  if (found.claim === 'reachability') {
    for (const cast of castsAsked(chain)) {
      const all = everyState(worldOf(chain, cast, PROOF_CALENDAR), opened(chain, cast)) ?? [];
      expect(
        all.some((one) => isThere(one.state, found)),
        inShort(chain, found),
      ).toBe(false);
    }
  }
}

function isThere(state: CaseState, { step, story }: CounterExample): boolean {
  const duty = step === null ? undefined : lastRound(state, step);
  const outcome = /as "(Good|Bad)"/.exec(story[0] ?? '')?.[1]?.toLowerCase();
  return outcome === undefined ? duty !== undefined : duty?.outcome === outcome;
}

/** A chain and what is said of it, as somebody who looks for a mistake would like to read them. */
function inShort(chain: Chain, found: Pick<CounterExample, 'cast' | 'facts' | 'story'> | null): string {
  const dull = new Set(['title', 'sentence', 'clock', 'late']);
  const steps = chain.steps.map((step) =>
    Object.entries(step).filter(
      ([key, value]) => !dull.has(key) && value !== false && JSON.stringify(value) !== '[]',
    ),
  );
  return JSON.stringify(
    [steps.map((step) => Object.fromEntries(step)), chain.holds, chain.waiver, found],
    null,
    1,
  );
}
