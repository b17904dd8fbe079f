import { found, malformed, severityOf } from './finding.ts';
import type { Finding, Found } from './finding.ts';
import { NOTHING, together } from './left-out.ts';
import type { LeftOut } from './left-out.ts';
import { lintChain } from './lint-chain.ts';
import { readLayer } from './read-layer.ts';
import type { Gap } from './read-layer.ts';
import { stillSo } from './still-so.ts';
import type { Chain } from '../language/chain.ts';
import type { Layer } from '../language/layer.ts';
import { crossCheck } from '../language/cross-check.ts';
import { own } from '../language/own.ts';
import type { Origins, Source } from '../inherit/origin.ts';
import type { LayerRefusal } from '../inherit/refusal.ts';
import { joined } from '../inherit/resolve.ts';
import type { Joined } from '../inherit/resolve.ts';

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
  const read = given.map((from) => ({ from, ...readLayer(from.layer) }));
  const unread = read.flatMap(({ from, mistakes }) =>
    malformed(mistakes).map((each) => finding(each, null, from.file ?? null)),
  );
  const known = read.flatMap(({ from, layer }) => (layer === null ? [] : [{ from, layer }]));
  const gaps = read.flatMap((each) => each.gaps);
  return [...unread, ...lintTogether(known, gaps, today)];
}

function lintTogether(known: readonly Known[], gaps: readonly Gap[], today: string | null): Finding[] {
  const layers = known.map(({ layer }) => layer);
  const ids = [
    ...new Set(layers.flatMap(({ chains, amendments }) => namesIn({ chains, amendments }))),
  ].sort();
  const all = ids.map((id) => {
    const left = together(gaps.filter(({ chain }) => chain === null || chain === id));
    return { id, left, ...joined(layers, id) };
  });
  const others = new Map<string, Chain | null>([
    ...gaps.flatMap(({ chain }) => (chain === null ? [] : [[chain, null] as const])),
    ...all.map((each) => [each.id, isSound(each) ? each.chain : null] as const),
  ]);
  const isEveryKnown = gaps.every(({ places }) => !places.includes(''));
  return all.flatMap(({ id, left, chain, origins, refusals }) => {
    const said = refusals.map((each) => ({ ...refused(each), by: each.by })).filter(stillSo(left, chain));
    const read = origins.read();
    const besides = together([left, ...refusals.map(leftByRefusal)]);
    const inChain = (
      chain === null ? [] : lintChain(chain, isEveryKnown ? others : null, today, !besides.isApart)
    )
      .map((each) => ({ ...each, path: byStep(chain, each.path) }))
      .filter(stillSo(besides, chain))
      .map((each) => ({ ...each, by: sourceAt(read, each.path) }));
    return [...said, ...inChain].map(({ by, ...each }) =>
      // The values of a layer stand in no chain of it.
      finding(each, id, fileOf(known, by, each.path.startsWith('values.') ? null : id)),
    );
  });
}

const isSound = ({ chain, left, refusals }: Joined & { readonly left: LeftOut }): boolean =>
  left.isApart && refusals.length === 0 && chain !== null && crossCheck(chain).length === 0;

/** What is refused is not what the layers say together, and nothing is said of what goes by it. */
function leftByRefusal({ path }: LayerRefusal): LeftOut {
  const [group = '', name] = path.split('.');
  const place = name === undefined ? group : `${group}.${name}`;
  const names = name === undefined ? [] : [name];
  return { ...NOTHING, places: [place], names, words: ['?'], isApart: false };
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
export function byStep(chain: Chain | null, path: string): string {
  return path.replace(/^steps\.(\d+)/, (whole, index: string) => {
    const id = chain?.steps[Number(index)]?.id;
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

export const finding = (each: Found, chain: string | null, file: string | null): Finding => ({
  ...each,
  severity: severityOf(each.code),
  chain,
  file,
});
