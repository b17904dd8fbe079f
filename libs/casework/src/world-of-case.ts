import type { Limit, PostHolder, World } from '@trustward/chain';
import type { Tx } from '@trustward/database';
import { CaseNotFound } from './load.ts';
import { PEOPLE, leftOut, pinned, worldOf } from './world.ts';

interface Row {
  readonly schoolId: string;
  readonly chainHash: string;
  readonly calendarHash: string;
  readonly authority: Readonly<Record<string, Limit>>;
}

const PINS = `select school_id as "schoolId", chain_hash as "chainHash", calendar_hash as "calendarHash",
    authority_settings as authority
  from app.case_file where tenant_id = $1 and id = $2`;

/** What the reducer reads of a case, for a page that explains it; without the lock, so never to decide by. */
export async function worldOfCase(tx: Tx, caseId: string): Promise<World> {
  const [row] = await tx.query<Row>(PINS, [tx.tenantId, caseId], 'pins-of-case');
  if (row === undefined) throw new CaseNotFound();
  const content = await pinned(tx, row);
  const [found] = await tx.query<{ people: PostHolder[] }>(
    `select (${PEOPLE}) as people`,
    [tx.tenantId, caseId, row.schoolId, leftOut(content.chain), tx.personId],
    'people-of-case',
  );
  return worldOf(content, row.authority, found?.people ?? []);
}
