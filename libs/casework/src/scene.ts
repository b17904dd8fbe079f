import type { CaseState, Instant, Limit, PostHolder } from '@trustward/chain';
import type { Tx } from '@trustward/database';
import type { Opening } from './open.ts';
import { PEOPLE } from './world.ts';

/** The trust has no such school, or has not published this chain. */
export class CannotOpenHere extends Error {
  override readonly name = 'CannotOpenHere';
}

// `$1` trust, `$2` null for PEOPLE, `$3` school, `$4` posts left out, `$5` who reports, `$6` event, `$7` authority, `$8` chain.
const SCENE = `select (${PEOPLE}) as people, app.ms(clock_timestamp()) as now,
    a.id as "authorityId", a.settings as authority,
    (select hash from platform.calendar order by published_at desc, hash limit 1) as "calendarHash",
    (select v.hash from app.chain_version v where v.tenant_id = $1 and v.chain_id = $8
      order by v.version desc limit 1) as "chainHash",
    (select jsonb_build_object('caseId', r.case_id, 'mac', encode(r.mac, 'base64'),
        'receipt', encode(r.receipt, 'base64')) from app.own_report($6) r) as existing
  from app.school s join platform.authority a on a.id = coalesce($7::uuid, s.authority_id)
  where s.tenant_id = $1 and s.id = $3`;

/** What the same person reported under this id before, which is theirs to ask though the case be closed to them. */
export interface Existing {
  readonly caseId: string;
  /** Base 64, as is the receipt. */
  readonly mac: string;
  readonly receipt: string | null;
}
/** Everything an opening reads, in one message. */
export interface Scene {
  readonly people: readonly PostHolder[];
  readonly now: Instant;
  readonly authorityId: string;
  readonly authority: Readonly<Record<string, Limit>>;
  readonly calendarHash: string;
  readonly chainHash: string;
  readonly existing: Existing | null;
}

export async function sceneOf(tx: Tx, opening: Opening, without: readonly string[]): Promise<Scene> {
  const { schoolId, by, eventId, authorityId, chainId } = opening;
  const values = [tx.tenantId, null, schoolId, without, by, eventId, authorityId ?? null, chainId];
  const [scene] = await tx.query<Scene>(SCENE, values, 'scene-of-opening');
  if (scene === undefined) throw new CannotOpenHere('There is no such school or local authority.');
  if (scene.chainHash === null) throw new CannotOpenHere('This trust has not published this procedure.');
  if (scene.calendarHash === null) throw new CannotOpenHere('No calendar has been published.');
  return scene;
}
