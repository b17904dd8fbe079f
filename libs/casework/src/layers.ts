import { parseLayer } from '@trustward/chain';
import type { Layer } from '@trustward/chain';
import type { Tx } from '@trustward/database';
import { contentHash } from './content-hash.ts';
import { LatelyUsed } from './lately-used.ts';
import { PinnedContentChanged, unlessChanged } from './pinned.ts';

/** Those of some hundreds of trusts, and of their schools. */
const known = new LatelyUsed<Layer>(4_000);

const BODIES = `select hash, body from app.layer_version where tenant_id = $1 and hash = any($2::text[])
  union all select hash, layer from app.own_authority where tenant_id = $1 and hash = any($2::text[])`;

/** The layers of these hashes, in their order. What is published never changes, so one reading lasts as long as it is asked for. */
export async function layersOf(tx: Tx, hashes: readonly string[]): Promise<readonly Layer[]> {
  const here = new Map(hashes.map((hash) => [hash, known.get(hash)] as const));
  const unknown = [...here].flatMap(([hash, layer]) => (layer === undefined ? [hash] : []));
  if (unknown.length > 0) {
    const rows = await tx.query<{ hash: string; body: unknown }>(BODIES, [tx.tenantId, unknown]);
    for (const { hash, body } of rows) here.set(hash, readLayer(hash, body));
    for (const hash of unknown) {
      const layer = here.get(hash);
      if (layer !== undefined) known.set(hash, layer);
    }
  }
  return hashes.map((hash) => {
    const layer = here.get(hash);
    if (layer === undefined) throw new PinnedContentChanged(`The layer ${hash} is missing.`);
    return layer;
  });
}

const OWN = 'select hash from app.own_authority where tenant_id = $1 and hash = any($2::text[])';

/** The same hashes; where what the trust holds of an authority cannot be read, without it: the authority's own limits stand. */
export async function readableLayers(tx: Tx, hashes: readonly string[]): Promise<readonly string[]> {
  if ((await unlessChanged(() => layersOf(tx, hashes))) !== null) return hashes;
  const own = await tx.query<{ hash: string }>(OWN, [tx.tenantId, hashes]);
  return hashes.filter((hash) => !own.some((each) => each.hash === hash));
}

function readLayer(hash: string, body: unknown): Layer {
  const read = parseLayer(body);
  if (!read.ok || contentHash(body) !== hash) {
    throw new PinnedContentChanged(`The layer that was published under ${hash} was changed.`);
  }
  return read.layer;
}

/** No authority's own name ends so. */
const OURS = '-ours';
/** The layer of what a trust holds of an authority: by its name it comes after that of the authority. */
export const ownIdOf = (slug: string): string => `${slug}${OURS}`;
export const isOwn = (layer: Pick<Layer, 'layer' | 'id'> | undefined): boolean =>
  layer?.layer === 'authority' && layer.id.endsWith(OURS);
/** Whose rules an authority's layer, or the trust's own of it, says. */
export const slugOf = ({ id }: Pick<Layer, 'id'>): string =>
  id.endsWith(OURS) ? id.slice(0, -OURS.length) : id;

/**
 * The hashes of the newest layers that have their say at a school, from no particular place in the stack: guidance and
 * trust, the authority `a` and what the trust holds of it, and the school `s`. `$1` is the trust.
 */
export const LAYERS_HERE = `(select coalesce(jsonb_agg(l.hash), '[]') from (
    (select distinct on (v.layer, v.layer_id) v.hash from app.layer_version v where v.tenant_id = $1
      and (v.layer in ('guidance', 'trust') or (v.layer = 'authority' and v.layer_id = a.slug) or v.school_id = s.id)
    order by v.layer, v.layer_id, v.number desc)
    union all
    (select o.hash from app.own_authority o join platform.authority w on w.id = o.authority_id
      where o.tenant_id = $1 and w.slug = a.slug order by o.number desc limit 1)) l)`;
