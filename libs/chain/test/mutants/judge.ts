import type { Mutant } from './mutants.ts';
import type { ChainOperator, LayerOperator, Reason } from './operator.ts';
import type { Chain } from '../../src/language/chain.ts';
import type { Layer } from '../../src/language/layer.ts';
import { parseChain } from '../../src/language/parse.ts';
import { lint } from '../../src/lint/lint.ts';
import type { Finding } from '../../src/lint/finding.ts';
import { prove } from '../../src/prove/prove.ts';

export interface Verdict {
  /** Who refused it; `nobody` need, where it does what the good chain did; null for an escape. */
  readonly by: 'lint' | 'prove' | 'nobody' | null;
  /** Whether one of the reasons is the right one, at the right place. */
  readonly isRight: boolean;
  readonly reasons: readonly string[];
}

/** The chains and layers that a mutant lives among. */
export interface Surroundings {
  readonly chains: readonly Chain[];
  readonly layers: readonly Layer[];
}

/** What becomes of a mutant: it is linted first, and what passes is put to the prover. */
export function judge(mutant: Mutant, around: Surroundings): Verdict {
  const { operator } = mutant;
  return 'breaks' in operator
    ? judgeChain(mutant, operator, around)
    : { by: 'lint', ...judgeLayers(mutant, operator, around) };
}

function judgeChain(mutant: Mutant, operator: ChainOperator, { chains }: Surroundings): Verdict {
  const broken = structuredClone(mutant.chain);
  operator.breaks(broken, mutant.site);
  const all = lint({ json: broken, chains: chains.map(({ id }) => id) });
  const mistakes = all.filter(({ severity }) => severity === 'mistake').map((each) => named(each, broken));
  if (mistakes.length > 0) return { by: 'lint', ...weighed(mutant, mistakes) };
  if (operator.changesNothing?.(mutant.chain, mutant.site) === true) {
    return { by: 'nobody', isRight: true, reasons: [] };
  }
  const read = parseChain(broken);
  const proof = read.ok ? prove(read.chain) : null;
  if (proof?.ok === true && proof.undecided.length > 0) {
    return { by: 'prove', ...weighed(mutant, [{ reason: 'undecided', step: null }]) };
  }
  if (proof?.ok !== false) return { by: null, isRight: false, reasons: [] };
  const { claim, step } = proof.counterExample;
  return { by: 'prove', ...weighed(mutant, [{ reason: `claim ${claim}`, step }]) };
}

function judgeLayers(
  { chain, operator, site }: Mutant,
  { says }: LayerOperator,
  { layers }: Surroundings,
): Omit<Verdict, 'by'> {
  const { amendment, ...rest } = says(chain, site);
  const amendments =
    amendment === undefined ? [] : [{ language: 2, amends: chain.id, version: 1, ...amendment }];
  const base = { language: 2, layer: 'school', id: 'oakfield', version: 1, title: 'Oakfield' };
  const concerned = [chain.id, ...chain.steps.flatMap(({ opens }) => opens?.chain ?? [])];
  const above = layers.map((layer) => onlyOf(layer, concerned));
  const all = lint({ layers: [...above, { ...base, ...rest, amendments }].map((layer) => ({ layer })) });
  const mistakes = all.filter((each) => each.severity === 'mistake' && each.chain === chain.id);
  return weighed(
    { chain, operator, site },
    mistakes.map((each) => named(each, chain)),
  );
}

/** What a layer says of some chains, so that the others need not be looked at again and again. */
const onlyOf = (layer: Layer, ids: readonly string[]): Layer => ({
  ...layer,
  chains: layer.chains.filter(({ id }) => ids.includes(id)),
  amendments: layer.amendments.filter(({ amends }) => ids.includes(amends)),
});

interface Given {
  readonly reason: Reason;
  /** Null for what is said of the chain as a whole. */
  readonly step: string | null;
}

function named({ code, path }: Finding, { steps }: Chain): Given {
  const [group, at = ''] = path.split('.');
  if (group !== 'steps' || at === '') return { reason: code, step: null };
  return { reason: code, step: /^\d+$/.test(at) ? (steps[Number(at)]?.id ?? at) : at };
}

function weighed({ operator, site }: Mutant, given: readonly Given[]): Omit<Verdict, 'by'> {
  const { expects, anywhere } = operator;
  const isRight = given.some(
    ({ reason, step }) =>
      expects.includes(reason) && (anywhere === true || step === null || step === site.step),
  );
  return { isRight, reasons: [...new Set(given.map(({ reason }) => reason))] };
}
