import { found, severityOf } from './finding.ts';
import type { Finding, Found } from './finding.ts';
import { lintChain } from './lint-chain.ts';
import type { Chain } from '../language/chain.ts';
import type { Layer } from '../language/layer.ts';
import { own } from '../language/own.ts';
import { parseLayer } from '../language/parse-layer.ts';
import type { Origins, Source } from '../inherit/origin.ts';
import type { LayerRefusal } from '../inherit/refusal.ts';
import { resolve } from '../inherit/resolve.ts';

/** A layer as it was read, and what the caller calls the files it came from. */
export interface LayerToLint {
  readonly layer: unknown;
  readonly file?: string;
  /** The files of its chains and of its changes to chains, by the id of the chain, where they stand apart. */
  readonly files?: Readonly<Record<string, string>>;
}

interface Known {
  readonly layer: Layer;
  readonly from: LayerToLint;
}

/** Every layer as it is read, and every chain as all of them say it, each finding with the file that says so. */
export function lintLayers(given: readonly LayerToLint[], today: string | null): Finding[] {
  const read = given.map((from) => ({ from, parsed: parseLayer(from.layer) }));
  const malformed = read.flatMap(({ from, parsed }) =>
    parsed.ok
      ? []
      : parsed.mistakes.map(({ path, sentence }) =>
          finding(found('malformed', path, sentence), null, from.file ?? null),
        ),
  );
  const known = read.flatMap(({ from, parsed }) => (parsed.ok ? [{ from, layer: parsed.layer }] : []));
  return [...malformed, ...lintTogether(known, today)];
}

function lintTogether(known: readonly Known[], today: string | null): Finding[] {
  const layers = known.map(({ layer }) => layer);
  const ids = [
    ...new Set(layers.flatMap(({ chains, amendments }) => namesIn({ chains, amendments }))),
  ].sort();
  const resolved = ids.map((id) => ({ id, result: resolve(layers, id) }));
  const others = new Map(resolved.map(({ id, result }) => [id, result.ok ? result.chain : null]));
  return resolved.flatMap(({ id, result }) =>
    result.ok
      ? lintChain(result.chain, others, today).map((each) => {
          const path = byStep(result.chain, each.path);
          const by = sourceAt(result.origins, path);
          return finding({ ...each, path }, id, fileOf(known, by, id));
        })
      : result.refusals.map((refusal) => {
          // The values of a layer stand in no chain of it.
          const chain = refusal.path.startsWith('values.') ? null : id;
          return finding(refused(refusal), id, fileOf(known, refusal.by, chain));
        }),
  );
}

const namesIn = ({ chains, amendments }: Pick<Layer, 'chains' | 'amendments'>): string[] => [
  ...chains.map(({ id }) => id),
  ...amendments.map(({ amends }) => amends),
];

/** Where a floor of another layer stands against it, it is looser; else the layers do not make sense together. */
function refused({ path, sentence, against }: LayerRefusal): Found {
  return found(against === null ? 'unresolved' : 'looserThanFloor', path, sentence);
}

/** Positions mean nothing to people who wrote a layer each; steps are named. */
function byStep({ steps }: Chain, path: string): string {
  return path.replace(/^steps\.(\d+)/, (whole, index: string) => {
    const id = steps[Number(index)]?.id;
    return id === undefined ? whole : `steps.${id}`;
  });
}

/** The layer that had the last say in what stands at a path, or in the nearest thing around it. */
function sourceAt(origins: Origins, path: string): Source | null {
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
    const origin = origins.get(at);
    if (origin !== undefined) return origin.by;
  }
  return null;
}

function fileOf(known: readonly Known[], by: Source | null, chain: string | null): string | null {
  const has = ({ layer }: Known): boolean => chain !== null && namesIn(layer).includes(chain);
  const origin =
    by === null ? known.find(has) : known.find(({ layer }) => layer.layer === by.layer && layer.id === by.id);
  const { files, file } = origin?.from ?? {};
  return (chain === null ? undefined : own(files ?? {}, chain)) ?? file ?? null;
}

const finding = (each: Found, chain: string | null, file: string | null): Finding => ({
  ...each,
  severity: severityOf(each.code),
  chain,
  file,
});
