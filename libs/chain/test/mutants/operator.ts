import type { Chain } from '../../src/language/chain.ts';
import type { Amendment } from '../../src/language/amendment.ts';
import type { Layer } from '../../src/language/layer.ts';
import { isPost } from '../../src/language/role.ts';
import type { Post } from '../../src/language/role.ts';
import type { Step } from '../../src/language/step.ts';
import type { FindingCode } from '../../src/lint/finding.ts';
import type { Claim } from '../../src/prove/answer.ts';

/** Why a mutant may be refused: a finding of the linter, a claim that the prover refutes, or leaves open. */
export type Reason = FindingCode | `claim ${Claim}` | 'undecided';

/** A place at which an operator can break a chain: a step, and if need be which part of it. */
export interface Site {
  readonly step: string;
  readonly part?: string;
}

interface Base {
  /** What it does to a good chain: the end of "A mutant that …". */
  readonly does: string;
  /** The reasons that are right. */
  readonly expects: readonly Reason[];
  /** Wherever the reason is found. Otherwise it must be found at the step, or of the chain as a whole. */
  readonly anywhere?: true;
}

/** Breaks a resolved chain. It is handed a copy to change. */
export interface ChainOperator extends Base {
  readonly sites: (chain: Chain) => readonly Site[];
  readonly breaks: (chain: Chain, site: Site) => void;
  /** Whether a chain broken there does just what it did, so that nobody need refuse it. */
  readonly changesNothing?: (chain: Chain, site: Site) => boolean;
}

/** Breaks the rules of layers: what a school says under a pack. */
export interface LayerOperator extends Base {
  readonly layerSites: (chain: Chain) => readonly Site[];
  readonly says: (chain: Chain, site: Site) => Partial<Pick<Layer, 'values'>> & { amendment?: Change };
}
export type Change = Partial<
  Pick<Amendment, 'steps' | 'omit' | 'holds' | 'events' | 'facts' | 'mistake' | 'waiver'>
>;

export type Operator = ChainOperator | LayerOperator;

/** An operator that changes one step wherever a step is such. */
export function ofSteps(
  does: string,
  expects: readonly Reason[],
  isSuch: (step: Step, chain: Chain) => boolean,
  change: (step: Step, chain: Chain) => void,
  more: { readonly anywhere?: true } = {},
): ChainOperator {
  return {
    does,
    expects,
    ...more,
    sites: (chain) => chain.steps.filter((step) => isSuch(step, chain)).map(({ id }) => ({ step: id })),
    breaks: (chain, site) => change(stepIn(chain, site.step), chain),
  };
}

export function stepIn({ steps }: Chain, id: string): Step {
  const step = steps.find((each) => each.id === id);
  if (step === undefined) throw new Error(`There is no step "${id}".`);
  return step;
}

/** Whether a step's deadline is ours, so that somebody must hear when it passes. */
export const isOurs = ({ clock, optional }: Step): boolean =>
  clock !== undefined && clock.whose === undefined && !optional;

export const postsOf = ({ owner }: Step): Post[] => owner.filter(isPost);

/** The first of a ladder who is there whatever the case. */
export function firstPost(step: Step): Post {
  const [post] = postsOf(step);
  if (post === undefined) throw new Error(`Nobody in a post is on the ladder of "${step.id}".`);
  return post;
}
