import { malformed } from './finding.ts';
import type { Finding, Found } from './finding.ts';
import { lintChain } from './lint-chain.ts';
import { pathIn } from './lint-periods.ts';
import { byStep, finding, lintLayers } from './lint-layers.ts';
import type { LayerToLint } from './lint-layers.ts';
import { stillSo } from './still-so.ts';
import { mended } from './mended.ts';
import { amendment } from '../language/amendment.ts';
import type { Amendment } from '../language/amendment.ts';
import { chain as chainSchema } from '../language/chain.ts';
import type { Chain } from '../language/chain.ts';
import { readAs } from '../language/parse-layer.ts';
import type { Read } from '../language/parse-layer.ts';
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
  const known = chains === undefined ? null : new Map(chains.map((id) => [id, null]));
  const look = (chain: Chain, isPartial = false): Found[] => lintChain(chain, known, today, isPartial);
  // A change says little without the chain it changes: that is for the layers together.
  const read: Read<Chain | Amendment> = has(json, 'amends')
    ? readAs(amendment, json, upcast)
    : readAs(chainSchema, json, upcast);
  const whole = read.ok && 'id' in read.data ? read.data : null;
  const all = read.ok ? whole && look(whole) : [...malformed(read.mistakes), ...foundBeside(read, look)];
  return (all ?? []).map((each) => finding(each, whole?.id ?? null, file ?? null));
}

const has = (json: unknown, name: string): boolean =>
  typeof json === 'object' && json !== null && Object.hasOwn(json, name);

/** What is wrong besides what is malformed, and follows from nothing that could not be read. */
function foundBeside(
  { json, issues }: Extract<Read<unknown>, { readonly ok: false }>,
  look: (chain: Chain, isPartial: boolean) => Found[],
): Found[] {
  const rest = mended(json, issues);
  const read = chainSchema.safeParse(rest?.json);
  if (rest === null || !read.success) return [];
  const isSo = stillSo(rest.left, read.data);
  return look(read.data, !rest.left.isApart)
    .filter((each) => isSo({ ...each, path: byStep(read.data, each.path) }))
    .map((each) => ({ ...each, path: pathIn(json as Chain, read.data, each.path) }));
}
