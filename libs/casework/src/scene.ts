import { ONLY_IF_NAMED, civilDate, leftOut, localDay } from '@trustward/chain';
import type { CalendarSnapshot, Instant, PostHolder, World } from '@trustward/chain';
import type { Tx } from '@trustward/database';
import type { UNREAD } from '@trustward/observability';
import type { Clock } from './clock.ts';
import { LAYERS_HERE, layersOf, readableLayers } from './layers.ts';
import type { Opening } from './open.ts';
import { CALENDAR_HERE, readableCalendar, unlessChanged } from './pinned.ts';
import type { PinnedChain } from './pinned.ts';
import { resolveOnce } from './resolution.ts';
import type { Resolution } from './resolution.ts';
import { PEOPLE } from './world.ts';

/** The trust has no such school, or has not published this chain. */
export class CannotOpenHere extends Error {
  override readonly name = 'CannotOpenHere';
}

// `$1` trust, `$2` the case that opens it or null, `$3` school, `$4` posts left out, `$5` who reports,
// `$6` event, `$7` authority, `$8` chain.
const SCENE = `select (${PEOPLE}) as people, app.ms(clock_timestamp()) as now, a.id as "authorityId",
    ${CALENDAR_HERE} as "calendarHash",
    ${LAYERS_HERE} as layers,
    (select coalesce(jsonb_agg(r.hash), '[]') from app.resolved_chain r where r.tenant_id = $1 and r.chain_id = $8)
      as pinned,
    (select jsonb_build_object('caseId', r.case_id, 'mac', encode(r.mac, 'base64'),
        'receipt', encode(r.receipt, 'base64'), 'reference', r.reference, 'openedAt', app.ms(r.opened_at))
      from app.own_report($6) r) as existing
  from app.school s join platform.authority a on a.id = coalesce($7::uuid, s.authority_id)
  where s.tenant_id = $1 and s.id = $3`;

/** What the same person reported under this id before, which is theirs to ask though the case be closed to them. */
export interface Existing {
  readonly caseId: string;
  /** Base 64, as is the receipt. */
  readonly mac: string;
  readonly receipt: string | null;
  readonly reference: string;
  readonly openedAt: Instant;
}
interface Row {
  readonly people: readonly PostHolder[];
  readonly now: Instant;
  readonly authorityId: string;
  readonly calendarHash: string | null;
  readonly layers: readonly string[];
  readonly pinned: readonly string[];
  readonly existing: Existing | null;
}

/** Everything an opening reads: one message, where the chain's layers have been read before. */
export interface Scene {
  readonly now: Instant;
  readonly world: World;
  readonly existing: Existing | null;
  readonly pins: Pins;
  readonly procedure: PinnedChain;
  /** What of it cannot be read, so that the case opens by what was there before. */
  readonly unread: readonly Unread[];
}
export type Unread = (typeof UNREAD)[number];

/** What a case pins when it opens. */
export interface Pins {
  readonly authorityId: string;
  readonly chainHash: string;
  readonly calendarHash: string;
  /** The chain, where no case of the trust has pinned it before. */
  readonly newChain: PinnedChain | null;
}

/** The same where the layers or the calendar in force cannot be read, and nothing stands in for them. */
export interface UnreadScene extends Pick<Scene, 'now' | 'existing' | 'unread'> {
  readonly world: null;
  readonly pins: Pick<Pins, 'authorityId' | 'calendarHash'>;
}

/** A report is taken whatever can be read: who makes it cannot wait until that is mended. */
export async function sceneOfReport(clock: Clock, tx: Tx, opening: Opening): Promise<Scene | UnreadScene> {
  const scene = await unlessChanged(() => sceneOf(clock, tx, opening));
  if (scene !== null) return scene;
  const { now, existing, authorityId, calendarHash } = await read(tx, opening, ONLY_IF_NAMED);
  if (calendarHash === null) throw new CannotOpenHere(NO_CALENDAR);
  const pins = { authorityId, calendarHash };
  return { now: clock.now(now), world: null, existing, pins, unread: ['procedure'] };
}

const NO_CALENDAR = 'No calendar has been published.';

export async function sceneOf(clock: Clock, tx: Tx, opening: Opening): Promise<Scene> {
  const row = await read(tx, opening, ONLY_IF_NAMED);
  if (row.calendarHash === null) throw new CannotOpenHere(NO_CALENDAR);
  const {
    calendar,
    hash: calendarHash,
    instead,
  } = await readableCalendar(tx, opening.schoolId, row.calendarHash);
  const layers = await readableLayers(tx, row.layers);
  const now = clock.now(row.now);
  const openedOn = dayOf(calendar, opening.parent?.at ?? now);
  const { hash, content } = await resolvedFrom(tx, layers, opening.chainId, openedOn);
  const without = leftOut(content.chain);
  const isEveryoneThere = without.length === ONLY_IF_NAMED.length;
  const { people } = isEveryoneThere ? row : await read(tx, opening, without);
  const { authorityId, existing } = row;
  const newChain = row.pinned.includes(hash) ? null : content;
  const pins = { authorityId, chainHash: hash, calendarHash, newChain };
  const unread = [
    ...(instead ? ['calendar' as const] : []),
    ...(layers.length < row.layers.length ? ['authority' as const] : []),
  ];
  const world = { chain: content.chain, calendar, people };
  return { now, world, existing, pins, procedure: content, unread };
}

async function read(tx: Tx, opening: Opening, without: readonly string[]): Promise<Row> {
  const { schoolId, by, eventId, authorityId, chainId, parent } = opening;
  const reporter = by === null ? [] : [by];
  const values = [tx.tenantId, parent?.caseId ?? null, schoolId, without, reporter, eventId];
  const [row] = await tx.query<Row>(SCENE, [...values, authorityId ?? null, chainId], 'scene-of-opening');
  if (row === undefined) throw new CannotOpenHere('There is no such school or local authority.');
  return row;
}

/** A chain as these layers say it on a day, as `2026-11-21`. */
export async function resolvedFrom(
  tx: Tx,
  hashes: readonly string[],
  chainId: string,
  openedOn: string,
): Promise<Extract<Resolution, { ok: true }>> {
  const layers = await layersOf(tx, hashes);
  if (!layers.some(({ chains }) => chains.some(({ id }) => id === chainId))) {
    throw new CannotOpenHere('This trust has not published this procedure.');
  }
  const resolution = resolveOnce({ hashes, layers, chainId, openedOn });
  if (resolution.ok) return resolution;
  throw new CannotOpenHere(resolution.refusals.map(({ sentence }) => sentence).join(' '));
}

/** The day on which a case opens, by which it is decided what applies to it. */
export function dayOf(calendar: CalendarSnapshot, now: Instant): string {
  const { year, month, day } = civilDate(localDay(calendar, now));
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${year}-${two(month)}-${two(day)}`;
}
