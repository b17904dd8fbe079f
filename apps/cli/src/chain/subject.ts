import type { Finding, LayerToLint } from '@trustward/chain/lint';
import { lint } from '@trustward/chain/lint';
import { chainsOf, GUIDANCE, listPacks, layersOf, loadAuthorityLayers, loadLayer } from '@trustward/packs';
import { CommandFailed } from '../command.ts';
import type { Above } from './given.ts';
import { chainIn, folderOf, readPart } from './part.ts';
import type { Part } from './part.ts';
import { readAnyhow } from './read-file.ts';

/** What a file is about, with everything that must be read with it. */
export interface Subject {
  readonly file: string;
  /** The file, and those that make up one layer with it. */
  readonly parts: readonly Part[];
  /** The layers from the top down; null where a chain stands alone. */
  readonly layers: readonly LayerToLint[] | null;
  /** The chains that the file itself holds or changes. */
  readonly chains: readonly string[];
}

/**
 * A chain alone, or a file as a part of its layer: a folder's `layer.yaml` with everything beside it. What a layer says
 * stands under the guidance that ships and, where they are named, under a local authority and a school's trust.
 */
export function subjectOf(file: string, above: Above): Subject {
  const part = readPart(file, readAnyhow);
  const parts = folderOf(part, readAnyhow) ?? [part];
  const chains = (part.kind === 'layer' ? parts : [part]).flatMap(idsIn);
  if (parts.some(({ kind }) => kind === 'layer')) {
    return { file, parts, layers: layersWith(parts, above), chains };
  }
  if (part.kind === 'change') {
    throw new CommandFailed(
      `${file}: It changes a chain from above. Put the layer.yaml of its layer beside it, to say whose change it is.`,
      2,
    );
  }
  return { file, parts, layers: null, chains };
}

/** The chains of a part; of a whole layer, all that it holds or changes. */
function idsIn(part: Part): string[] {
  const id = chainIn(part);
  if (id !== null) return [id];
  const { chains, amendments } = listsOf(part);
  return [...chains, ...amendments].flatMap((json) => {
    const isChange = amendments.includes(json);
    return chainIn({ ...part, json, kind: isChange ? 'change' : 'chain' }) ?? [];
  });
}

function listsOf({ json }: Part): { chains: readonly unknown[]; amendments: readonly unknown[] } {
  const { chains, amendments } = Object(json) as Readonly<Record<string, unknown>>;
  return {
    chains: Array.isArray(chains) ? chains : [],
    amendments: Array.isArray(amendments) ? amendments : [],
  };
}

function layersWith(parts: readonly Part[], { authority, trust }: Above): LayerToLint[] {
  const own = layerOf(parts);
  const kind = kindOf(own);
  const local = authority === undefined || kind === 'authority' ? [] : [authorityCalled(authority)];
  const above = kind === 'guidance' ? [] : [loadLayer(GUIDANCE)];
  const shipped = (layer: { readonly title: string }): LayerToLint => ({
    layer,
    file: `${layer.title} (as it ships)`,
  });
  const ofTrust = kind === 'school' && trust !== undefined ? [trustIn(trust)] : [];
  return [...above.map(shipped), ...local.map(shipped), ...ofTrust, own];
}

const kindOf = ({ layer }: LayerToLint): unknown =>
  (Object(layer) as Readonly<Record<string, unknown>>)['layer'];

function trustIn(file: string): LayerToLint {
  const part = readPart(file);
  const layer = layerOf(folderOf(part) ?? [part]);
  if (kindOf(layer) === 'trust') return layer;
  throw new CommandFailed(`${file}: It belongs to no layer of a trust.`, 2);
}

function authorityCalled(id: string) {
  const all = loadAuthorityLayers();
  const found = all.find((each) => each.id === id);
  if (found !== undefined) return found;
  throw new CommandFailed(
    `There is no local authority "${id}": there are ${all.map((each) => each.id).join(', ')}.`,
    2,
  );
}

const ofKind = (parts: readonly Part[], kind: Part['kind']): Part[] =>
  parts.filter((part) => part.kind === kind);

/** One layer out of its files, each chain and change with the file it came from. */
function layerOf(parts: readonly Part[]): LayerToLint {
  const [head] = ofKind(parts, 'layer');
  if (head === undefined) return { layer: null };
  const { chains, amendments } = listsOf(head);
  const files = parts.flatMap((part) => {
    const id = chainIn(part);
    return id === null ? [] : [[id, part.file] as const];
  });
  const layer = {
    ...(head.json as object),
    chains: [...chains, ...ofKind(parts, 'chain').map(({ json }) => json)],
    amendments: [...amendments, ...ofKind(parts, 'change').map(({ json }) => json)],
  };
  return { layer, file: head.file, files: Object.fromEntries(files) };
}

/** What the linter finds in the chains of a subject; a layer that has none speaks of all. Others of the same layers are read, not judged. */
export function findingsIn(
  { file, parts, layers, chains }: Subject,
  others: readonly string[] = [],
): Finding[] {
  const today = new Date().toISOString().slice(0, 10);
  const found =
    layers === null
      ? lint({
          json: parts[0]?.json,
          file,
          chains: [...knownTo(parts[0]?.json), ...chains, ...others],
          today,
        })
      : lint({ layers, today });
  const ofThese = found.filter(
    ({ chain }) => layers === null || chain === null || chains.length === 0 || chains.includes(chain),
  );
  // What is said of a layer's value is found in each chain that takes it.
  return [...new Map(ofThese.map((it) => [JSON.stringify([it.file, it.path, it.sentence]), it])).values()];
}

/** The chains that ship, which any other may open. To read them takes longer than all else: only where one is opened. */
const knownTo = (chain: unknown): string[] =>
  opensAnother(chain) ? listPacks().flatMap((source) => chainsOf(layersOf(source))) : [];

function opensAnother(chain: unknown): boolean {
  const { steps } = Object(chain) as { readonly steps?: unknown };
  return Array.isArray(steps) && steps.some((step) => Object.hasOwn(Object(step) as object, 'opens'));
}

/** Where a finding stands: the file and, of a layer that stands in several, the path in that one. */
export function placeOf(
  { parts, file }: Subject,
  found: { readonly file: string | null; readonly path: string },
) {
  const [, list, at = '', rest = ''] = /^(chains|amendments)\.(\d+)\.?(.*)$/.exec(found.path) ?? [];
  const head = parts.find(({ kind }) => kind === 'layer');
  if (list !== undefined && head !== undefined && found.file === head.file) {
    const inHead = listsOf(head)[list === 'chains' ? 'chains' : 'amendments'].length;
    const part = ofKind(parts, list === 'chains' ? 'chain' : 'change')[Number(at) - inHead];
    if (part !== undefined) return { file: part.file, line: part.lineOf(rest), path: rest };
  }
  const name = found.file ?? file;
  const part = parts.find((each) => each.file === name);
  return { file: name, line: part?.lineOf(found.path) ?? null, path: found.path };
}
