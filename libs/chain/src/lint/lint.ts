import { foundBeside } from './beside.ts';
import { found, severityOf } from './finding.ts';
import type { Finding, Found } from './finding.ts';
import { lintChain } from './lint-chain.ts';
import { lintLayers } from './lint-layers.ts';
import type { LayerToLint } from './lint-layers.ts';
import { chain as chainSchema } from '../language/chain.ts';
import type { Chain } from '../language/chain.ts';
import type { Mistake } from '../language/mistake.ts';
import { parseAmendment } from '../language/parse-layer.ts';
import { sayIssues } from '../language/say-issues.ts';
import { sizeMistake } from '../language/size.ts';
import { upcast } from '../language/upcast.ts';

/** One file, or the layers that make up chains together; all as it was read. */
export type LintInput =
  | {
      /** A chain, a change to one, or a layer. */
      readonly json: unknown;
      readonly file?: string;
      /** The ids of the other chains there are. Absent: whether a child case has a chain is not asked. */
      readonly chains?: readonly string[];
      readonly today?: string;
    }
  | {
      readonly layers: readonly LayerToLint[];
      /** Absent: whether something is over already is not asked. */
      readonly today?: string;
    };

/**
 * Everything that is wrong with a chain, or with a set of layers and each chain they resolve to: where, in a sentence, with
 * a code that stays. All at once, and never an exception.
 */
export function lint(input: LintInput): Finding[] {
  const today = input.today ?? null;
  if ('layers' in input) return lintLayers(input.layers, today);
  const { json, file, chains } = input;
  if (has(json, 'layer')) {
    return lintLayers([{ layer: json, ...(file === undefined ? {} : { file }) }], today);
  }
  const look = (chain: Chain): Found[] => lintChain(chain, othersOf(chains), today);
  const read = has(json, 'amends') ? readAmendment(json) : readChain(json, look);
  const all = 'found' in read ? read.found : look(read.chain);
  const chain = 'found' in read ? null : read.chain.id;
  return all.map((each) => ({ ...each, severity: severityOf(each.code), chain, file: file ?? null }));
}

const has = (json: unknown, name: string): boolean =>
  typeof json === 'object' && json !== null && Object.hasOwn(json, name);

const othersOf = (chains: readonly string[] | undefined): ReadonlyMap<string, null> | null =>
  chains === undefined ? null : new Map(chains.map((id) => [id, null]));

type Read = { readonly chain: Chain } | { readonly found: readonly Found[] };

/** What the schema alone can see; where it refuses something, what else is wrong as well. */
function readChain(json: unknown, look: (chain: Chain) => Found[]): Read {
  const tooBig = sizeMistake(json);
  if (tooBig !== null) return { found: malformed([tooBig]) };
  const today = upcast(json);
  const read = chainSchema.safeParse(today);
  if (read.success) return { chain: read.data };
  const { issues } = read.error;
  const beside = foundBeside(
    today,
    issues.map(({ path }) => path),
    look,
  );
  return { found: [...malformed(sayIssues(issues, today)), ...beside] };
}

/** A change says little without the chain it changes: that is for the layers together. */
function readAmendment(json: unknown): Read {
  const read = parseAmendment(json);
  return { found: read.ok ? [] : malformed(read.mistakes) };
}

const malformed = (mistakes: readonly Mistake[]): Found[] =>
  mistakes.map(({ path, sentence }) => found('malformed', path, sentence));
