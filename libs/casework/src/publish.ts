import type { CalendarSnapshot, Layer } from '@trustward/chain';
import type { LayerRefusal } from '@trustward/chain/layers';
import type { PlatformTx, Tx } from '@trustward/database';
import { refusalsOf } from './check-layers.ts';
import type { Published } from './check-layers.ts';
import { contentHash } from './content-hash.ts';
import { layersOf, readableLayers } from './layers.ts';
import { addedChains, findingsOf, strandedBy } from './sound-layers.ts';
import { withoutTerms } from './terms-known.ts';

/** Layers that do not hold were not published; what was published before stays. */
export class PublishRefused extends Error {
  override readonly name = 'PublishRefused';
  readonly refusals: readonly LayerRefusal[];
  constructor(refusals: readonly LayerRefusal[]) {
    super(refusals.map(({ sentence }) => sentence).join(' '));
    this.refusals = refusals;
  }
}

interface Newest {
  readonly layer: Layer['layer'];
  readonly id: string;
  readonly number: number;
  readonly hash: string;
  readonly schoolId: string | null;
}

// One publication at a time in a trust, or two that each go well alone might not go together.
const ALONE = `select pg_advisory_xact_lock(hashtextextended('layers/' || $1::text, 0))`;
const NEWEST = `(select distinct on (layer, layer_id) layer, layer_id as id, number, hash, school_id as "schoolId"
    from app.layer_version where tenant_id = $1 order by layer, layer_id, number desc)
  union all
  (select distinct on (o.authority_id) o.layer ->> 'layer', o.layer ->> 'id', o.number, o.hash, null
    from app.own_authority o where o.tenant_id = $1 order by o.authority_id, o.number desc)`;
const PUBLISH = `insert into app.layer_version (tenant_id, layer, layer_id, number, school_id, hash, body)
  values ($1, $2, $3, $4, $5, $6, $7)`;

type Refusals = readonly LayerRefusal[];
/** Why layers may not be published, given what was before them. */
type Check = (all: readonly Published[], before: readonly Published[]) => Refusals | Promise<Refusals>;

/**
 * Publishes layers to a trust: cases opened from now on follow them. Under every authority and for every school that has
 * its say all chains are resolved; those that are new or changed are then linted, and what the linter lets pass is proved.
 * What counts school days waits for its schools' term dates. Unless all is well PublishRefused says why, and nothing is
 * published. What is the newest already is left as it is. `schoolId`: whose layers they are, if a school's.
 */
export async function publishLayers(
  tx: Tx,
  layers: readonly Layer[],
  schoolId: string | null = null,
): Promise<void> {
  const termsKnown: Check = (...versions) => withoutTerms(tx, addedChains(...versions), schoolId);
  await keep(tx, layers, { schoolId, checks: [refusalsOf, findingsOf, strandedBy, termsKnown] });
}

/** The same of layers that were linted and proved elsewhere, as what ships is by its own tests: they only have to resolve. */
export async function establishLayers(tx: Tx, layers: readonly Layer[]): Promise<void> {
  await keep(tx, layers, { schoolId: null, checks: [refusalsOf] });
}

/** A layer beside all that are published, and these as they are. Nothing is published. */
export async function beside(
  tx: Tx,
  layer: Layer,
): Promise<{ readonly all: readonly Published[]; readonly before: readonly Published[] }> {
  const { all, before } = await publicationOf(tx, [layer], null);
  return { all, before };
}

interface How {
  readonly schoolId: string | null;
  /** In this order: the first that refuses is the answer. */
  readonly checks: readonly Check[];
}

/** Layers that are to be published beside what is, with what is new of them. */
interface Publication {
  readonly newest: readonly Newest[];
  readonly added: readonly Published[];
  readonly all: readonly Published[];
  readonly before: readonly Published[];
}

const isTo =
  (one: Layer) =>
  (each: Pick<Layer, 'layer' | 'id'>): boolean =>
    each.layer === one.layer && each.id === one.id;

async function keep(tx: Tx, layers: readonly Layer[], { schoolId, checks }: How): Promise<void> {
  await tx.query(ALONE, [tx.tenantId]);
  const publication = await publicationOf(tx, layers, schoolId);
  const refusals = await refused(publication, checks);
  if (refusals.length > 0) throw new PublishRefused(refusals);
  for (const { layer, hash, schoolId: of } of publication.added) {
    const number = (publication.newest.find(isTo(layer))?.number ?? 0) + 1;
    await tx.query(PUBLISH, [tx.tenantId, layer.layer, layer.id, number, of, hash, JSON.stringify(layer)]);
  }
}

async function publicationOf(
  tx: Tx,
  layers: readonly Layer[],
  schoolId: string | null,
): Promise<Publication> {
  const newest = await tx.query<Newest>(NEWEST, [tx.tenantId]);
  const added = layers
    .map((layer) => ({
      layer,
      hash: contentHash(layer),
      schoolId: layer.layer === 'school' ? schoolId : null,
    }))
    .filter(({ layer, hash }) => newest.find(isTo(layer))?.hash !== hash);
  const before = added.length === 0 ? [] : await withBodies(tx, newest);
  const kept = before.filter((each) => !added.some(({ layer }) => isTo(layer)(each.layer)));
  return { newest, added, all: [...kept, ...added], before };
}

async function refused({ added, all, before }: Publication, checks: readonly Check[]): Promise<Refusals> {
  if (added.length === 0) return [];
  for (const check of checks) {
    const refusals = await check(all, before);
    if (refusals.length > 0) return refusals;
  }
  return [];
}

async function withBodies(tx: Tx, kept: readonly Newest[]): Promise<readonly Published[]> {
  const hashes = await readableLayers(
    tx,
    kept.map(({ hash }) => hash),
  );
  const read = kept.filter(({ hash }) => hashes.includes(hash));
  const bodies = await layersOf(tx, hashes);
  return bodies.map((layer, index) => ({
    layer,
    hash: read[index]?.hash ?? '',
    schoolId: read[index]?.schoolId ?? null,
  }));
}

export async function publishCalendar(tx: PlatformTx, calendar: CalendarSnapshot): Promise<string> {
  const hash = contentHash(calendar);
  await tx.query(
    `insert into platform.calendar (hash, name, snapshot) values ($1, $2, $3) on conflict (hash) do nothing`,
    [hash, calendar.name, JSON.stringify(calendar)],
  );
  return hash;
}
