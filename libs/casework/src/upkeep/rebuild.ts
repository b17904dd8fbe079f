import type { CaseInput } from '@trustward/contracts';
import type { Door, PlatformDoor, Tx } from '@trustward/database';
import { mailTeams } from '../trust-news.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { openCases } from './open-cases.ts';
import type { Scope } from './open-cases.ts';
import { pokeAll } from './poke-all.ts';
import { pokeChanges } from './poke-changes.ts';

export interface UpkeepDoors {
  readonly door: Door;
  readonly platform: PlatformDoor;
}

/** So many of so many. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

export interface Rebuilt {
  /** By this run. */
  readonly poked: number;
  /** By one before it that was stopped on the way. */
  readonly before: number;
}

/**
 * Pokes every open case and every change that is under way, so that what Temporal held is made again from PostgreSQL alone and its store can be thrown
 * away. Stopped on the way, the next run goes on from where this one came to.
 */
export function rebuild(
  { door, platform }: UpkeepDoors,
  scope: Scope,
  tell: (progress: Progress) => void,
): Promise<Rebuilt> {
  return oneAtATime(platform, async (stillAlone) => {
    const name = nameOf(scope);
    const begun = await whereStopped(platform, name);
    const left = (await openCases(platform, scope)).filter((it) => begun === null || isAfter(it, begun));
    const before = begun?.poked ?? 0;
    const total = before + left.length;
    let poked = 0;
    await pokeAll(door, 'rebuild', left, async (tx, page) => {
      await stillAlone();
      const last = page.at(-1);
      if (last !== undefined) await keep(tx, name, last, before + poked + page.length);
      poked += page.length;
      tell({ done: before + poked, total });
    });
    await stillAlone();
    if (scope.caseId === undefined) {
      await pokeChanges({ door, platform }, 'rebuild', scope.tenantId ?? null);
      await mailTeams({ door, platform }, 'rebuild', scope.tenantId ?? null);
    }
    await platform.query('delete from platform.rebuild where scope = $1', [name]);
    return { poked, before };
  });
}

const nameOf = ({ tenantId, caseId }: Scope): string => caseId ?? tenantId ?? 'everything';

interface Stopped extends CaseInput {
  readonly poked: number;
}

// What came no further for as long was begun for another loss, and another is to be put right now.
const STOPPED = `select tenant_id as "tenantId", case_id as "caseId", poked from platform.rebuild
  where scope = $1 and moved_at > clock_timestamp() - interval '10 minutes'`;

async function whereStopped(platform: PlatformDoor, name: string): Promise<Stopped | null> {
  const [row] = await platform.query<Stopped>(STOPPED, [name]);
  return row ?? null;
}

/** In the order of the list: a UUID as text sorts as PostgreSQL sorts it. */
const isAfter = (it: CaseInput, than: CaseInput): boolean =>
  it.tenantId > than.tenantId || (it.tenantId === than.tenantId && it.caseId > than.caseId);

const KEEP = `insert into platform.rebuild (scope, tenant_id, case_id, poked) values ($1, $2, $3, $4)
  on conflict (scope) do update set tenant_id = excluded.tenant_id, case_id = excluded.case_id,
    poked = excluded.poked, moved_at = clock_timestamp()`;

/** With the page itself, so that no page is ever counted that was not poked. */
async function keep(tx: Tx, name: string, { tenantId, caseId }: CaseInput, poked: number): Promise<void> {
  await tx.query(KEEP, [name, tenantId, caseId, poked]);
}
