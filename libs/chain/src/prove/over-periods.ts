import type { Bound, Bounds, Proof } from './answer.ts';
import { periodsOf } from '../inherit/periods.ts';
import type { Chain } from '../language/chain.ts';

/** Each costs a proof of its own. */
const MOST_PERIODS = 6;

/** What holds of the cases of every time, with the worst of their bounds; or the first that is refuted, and whose it is. */
export function overPeriods(chain: Chain, prove: (chain: Chain) => Proof): Proof {
  const all = periodsOf(chain);
  const left = all.slice(MOST_PERIODS).map(({ cases }) => `Cases ${cases}: other steps apply to them.`);
  let whole: Proof | null = null;
  for (const { cases, chain: then } of all.slice(0, MOST_PERIODS)) {
    const proof = prove(then);
    if (!proof.ok) return all.length === 1 ? proof : refutedOf(proof, cases, left);
    whole = whole === null ? proof : both(whole, proof);
  }
  if (whole === null) throw new Error('A chain applies at some time.');
  return {
    ...whole,
    undecided: [...left, ...whole.undecided],
    notExplored: [...left, ...whole.notExplored],
  };
}

type Proved = Extract<Proof, { ok: true }>;
type Refuted = Extract<Proof, { ok: false }>;

function refutedOf(
  { counterExample, notExplored }: Refuted,
  cases: string,
  left: readonly string[],
): Refuted {
  const story = [`This is of cases ${cases}.`, ...counterExample.story];
  return { ok: false, counterExample: { ...counterExample, story }, notExplored: [...left, ...notExplored] };
}

function both(one: Proved, other: Proved): Proved {
  return {
    ok: true,
    bounds: worstOf(one.bounds, other.bounds),
    combinations: one.combinations + other.combinations,
    states: Math.max(one.states, other.states),
    undecided: [...new Set([...one.undecided, ...other.undecided])],
    notExplored: [...new Set([...one.notExplored, ...other.notExplored])],
  };
}

function worstOf(one: Bounds, other: Bounds): Bounds {
  const { officerDutyOwned: mine, leaderTold } = one;
  const { officerDutyOwned: theirs } = other;
  return {
    officerDutyOwned: mine === null ? theirs : longerOf(mine, theirs),
    leaderTold: longerOf(leaderTold, other.leaderTold),
  };
}

const longerOf = (one: Bound, other: Bound | null): Bound =>
  other === null || one.hours >= other.hours ? one : other;
