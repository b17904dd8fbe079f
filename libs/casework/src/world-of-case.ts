import { leftOut } from '@trustward/chain';
import type { CaseState, Instant, PostHolder, World } from '@trustward/chain';
import type { Tx } from '@trustward/database';
import { CaseNotFound } from './load.ts';
import { readBack } from './unreadable.ts';
import { PEOPLE } from './world.ts';

interface Row {
  readonly schoolId: string;
  readonly chainHash: string;
  readonly calendarHash: string;
  readonly state: unknown;
  readonly version: number;
  readonly caseNow: Instant;
}

const PINS = `select school_id as "schoolId", chain_hash as "chainHash", calendar_hash as "calendarHash",
    state, version, app.ms(clock_timestamp()) + clock_offset_ms::double precision as "caseNow"
  from app.case_file where tenant_id = $1 and id = $2`;

/** What the reducer reads of a case, for a page that explains it; without the lock, so never to decide by. */
export const worldOfCase = async (tx: Tx, caseId: string): Promise<World> =>
  (await caseAsItIs(tx, caseId)).world;

interface AsItIs {
  readonly world: World;
  readonly state: CaseState;
  readonly version: number;
  readonly schoolId: string;
}

/** A case and the people it knows, as they are now; without the lock. */
export async function caseAsItIs(tx: Tx, caseId: string): Promise<AsItIs> {
  const [row] = await tx.query<Row>(PINS, [tx.tenantId, caseId], 'pins-of-case');
  if (row === undefined) throw new CaseNotFound();
  const { chain, calendar, state } = await readBack(tx, row, row.caseNow);
  const parts = [...Object.values(state.appointed), ...(tx.personId === null ? [] : [tx.personId])];
  const [found] = await tx.query<{ people: PostHolder[] }>(
    `select (${PEOPLE}) as people`,
    [tx.tenantId, caseId, row.schoolId, leftOut(chain), parts],
    'people-of-case',
  );
  return {
    world: { chain, calendar, people: found?.people ?? [] },
    state,
    version: row.version,
    schoolId: row.schoolId,
  };
}
