import { canonicalJson } from '@trustward/chain';
import type { Layer, Limit } from '@trustward/chain';
import { namedSettings } from '@trustward/chain/layers';
import type { LayerRefusal } from '@trustward/chain/layers';
import type { Tx } from '@trustward/database';
import { refusalsOf } from '../check-layers.ts';
import { LAYERS_HERE, isOwn, layersOf, ownIdOf, readableLayers, slugOf } from '../layers.ts';
import { officeCloses } from '../office-hours.ts';
import { beside } from '../publish.ts';

/** What a trust holds of a local authority in place of what everybody does. */
export interface OwnAuthority {
  /** When its offices are open, in words; null where they are as everybody has them. */
  readonly hours: string | null;
  /** By the names of the settings. */
  readonly limits: Readonly<Record<string, Limit>>;
}

const NOTHING_OWN: OwnAuthority = { hours: null, limits: {} };

const HELD = `select hours, limits from app.own_authority
  where tenant_id = $1 and authority_id = $2 and number = $3`;

/** What a trust held under a number; nothing before the first. */
export async function ownAuthority(tx: Tx, authorityId: string, number: number): Promise<OwnAuthority> {
  const [row] = await tx.query<OwnAuthority>(HELD, [tx.tenantId, authorityId, number]);
  return row ?? NOTHING_OWN;
}

/** What lays down rules for the schools under a local authority, without what the trust holds otherwise of it. */
export interface Authority {
  readonly slug: string;
  readonly name: string;
  readonly layers: readonly Layer[];
  readonly hashes: readonly string[];
}

// No school has its say.
const HERE = `select a.slug, a.name, ${LAYERS_HERE} as hashes
  from platform.authority a cross join (values (null::uuid)) as s(id) where $1::uuid is not null and a.id = $2`;

export async function authorityOf(tx: Tx, authorityId: string): Promise<Authority | null> {
  const [row] = await tx.query<Omit<Authority, 'layers'>>(HERE, [tx.tenantId, authorityId]);
  return row === undefined ? null : withLayers(tx, row);
}

/** The layers of these hashes without the trust's own of an authority. */
export async function withLayers(
  tx: Tx,
  { slug, name, hashes }: Omit<Authority, 'layers'>,
): Promise<Authority> {
  const readable = await readableLayers(tx, hashes);
  const layers = await layersOf(tx, readable);
  const isOthers = (index: number): boolean => !isOwn(layers[index]);
  return {
    slug,
    name,
    layers: layers.filter((_layer, index) => isOthers(index)),
    hashes: readable.filter((_hash, index) => isOthers(index)),
  };
}

/** The same as a layer between its authority's and the trust's. */
export function ownLayer(
  { slug, name, layers }: Pick<Authority, 'slug' | 'name' | 'layers'>,
  { hours, limits }: OwnAuthority,
  number: number,
): Layer {
  const settings = namedSettings(layers);
  const closes = hours === null ? null : officeCloses(hours);
  return {
    language: 2,
    layer: 'authority',
    id: ownIdOf(slug),
    version: number,
    title: `${name}, as your trust holds it`,
    values: Object.fromEntries(
      Object.entries(limits).map(([code, is]) => [
        code,
        { is, strength: 'default', title: settings.get(code)?.title ?? code },
      ]),
    ),
    ...(closes !== null && { officeCloses: closes }),
    chains: [],
    amendments: [],
  };
}

/** Why what a trust means to hold does not go together with the layers that it meets, as where it loosens a floor. */
export async function whyNotTogether(tx: Tx, layer: Layer): Promise<LayerRefusal | null> {
  const { all } = await beside(tx, layer);
  const met = all.filter((one) => one.layer.layer !== 'authority' || slugOf(one.layer) === slugOf(layer));
  return refusalsOf(met)[0] ?? null;
}

/** The settings that two differ in. */
export function editedSettings(one: OwnAuthority, other: OwnAuthority): ReadonlySet<string> {
  const codes = new Set([...Object.keys(one.limits), ...Object.keys(other.limits)]);
  const said = ({ limits }: OwnAuthority, code: string) => canonicalJson(limits[code] ?? null);
  return new Set([...codes].filter((code) => said(one, code) !== said(other, code)));
}
