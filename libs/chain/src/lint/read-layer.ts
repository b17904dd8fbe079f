import { everyName, NOTHING } from './left-out.ts';
import type { LeftOut } from './left-out.ts';
import { mended } from './mended.ts';
import type { Issue } from './mended.ts';
import { amendment } from '../language/amendment.ts';
import { chain } from '../language/chain.ts';
import { layer as schema } from '../language/layer.ts';
import type { Layer } from '../language/layer.ts';
import type { Mistake } from '../language/mistake.ts';
import { layerUpcast, readAs } from '../language/parse-layer.ts';
import { valueAt } from '../language/say-issues.ts';

/** What of a layer could not be read, and which chain that touches; null where it may be any. */
export interface Gap extends LeftOut {
  readonly chain: string | null;
}

export interface LayerRead {
  /** Without what is malformed in it; null where nothing of it can be made out. */
  readonly layer: Layer | null;
  readonly mistakes: readonly Mistake[];
  readonly gaps: readonly Gap[];
}

/** What one layer says, as far as it can be read. */
export function readLayer(given: unknown): LayerRead {
  const all = readAs(schema, given, layerUpcast);
  if (all.ok) return { layer: all.data, mistakes: [], gaps: [] };
  const { mistakes, issues, json } = all;
  const own = issues.filter(({ path }) => !LISTS.some((list) => isInside(list, path)));
  const whole = mended(json, own);
  const parts = LISTS.map((list) => partsOf(list, json, issues));
  const read = schema.safeParse(Object.assign({}, whole?.json, ...parts.map(({ kept }) => kept)));
  if (whole === null || !read.success) {
    return { layer: null, mistakes, gaps: [{ ...anyChain, words: null, isApart: false }] };
  }
  return {
    layer: read.data,
    mistakes,
    gaps: [{ ...whole.left, chain: null }, ...parts.flatMap(({ gaps }) => gaps)],
  };
}

const LISTS = [
  { group: 'chains', id: 'id', schema: chain },
  { group: 'amendments', id: 'amends', schema: amendment },
] as const;
type List = (typeof LISTS)[number];

const isInside = ({ group }: List, [first, at]: Issue['path']): boolean =>
  first === group && typeof at === 'number';

/** The chains of a layer, or its changes to chains, of which each is read by itself. */
function partsOf(list: List, json: unknown, issues: readonly Issue[]) {
  const all = valueAt(json, [list.group]);
  const parts = (Array.isArray(all) ? all : []).map((part: unknown, at) => {
    const inside = issues.filter(({ path }) => isInside(list, path) && path[1] === at);
    return inside.length === 0 ? { kept: [part], gaps: [] } : readPart(list, part, inside);
  });
  return {
    kept: Array.isArray(all) ? { [list.group]: parts.flatMap(({ kept }) => kept) } : {},
    gaps: parts.flatMap(({ gaps }) => gaps),
  };
}

function readPart({ id, schema: ofPart }: List, part: unknown, issues: readonly Issue[]) {
  const inside = issues.map((issue) => ({ ...issue, path: issue.path.slice(2) }));
  const rest = mended(part, inside);
  const name = valueAt(part, [id]);
  const gap =
    typeof name === 'string'
      ? { ...anyChain, places: [], words: null, isApart: false, chain: name }
      : anyChain;
  return rest !== null && ofPart.safeParse(rest.json).success && valueAt(rest.json, [id]) === name
    ? { kept: [rest.json], gaps: [{ ...gap, ...rest.left }] }
    : { kept: [], gaps: [{ ...gap, names: everyName(part) }] };
}

/** Whichever it is, what has no chain may have been meant for it. */
const anyChain: Gap = { ...NOTHING, places: [''], names: null, chain: null };
