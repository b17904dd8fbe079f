import type { CaseInput } from '@trustward/contracts';
import type { Door, Tx } from '@trustward/database';
import { WORKER_ACTOR } from '../worker-actor.ts';
import { CHANGE, countOrApply } from './take-page.ts';
import type { Change } from './take-page.ts';

const OF_A_PERSON = `('absence', 'posts', 'offDuty', 'joiner')`;
// What was taken past a case that could not be read, and would by its own page never come to it again; unless it took what
// came after it and holds the same: that was made of it.
const LEFT = `select x.change_id as id from app.change_case x join app.change ch
    on ch.tenant_id = x.tenant_id and ch.id = x.change_id
  join app.case_file c on c.tenant_id = x.tenant_id and c.id = x.case_id and c.ended_at is null
  where x.tenant_id = $1 and x.case_id = $2 and x.unreadable and x.applied_at is not null
    and not exists (select from app.change_case y join app.change h on h.tenant_id = y.tenant_id and h.id = y.change_id
      where y.tenant_id = $1 and y.case_id = $2 and not y.unreadable and y.applied_at is not null
        and h.applied_at > ch.applied_at and h.kind not in ${OF_A_PERSON} and (h.kind = 'authority') = (ch.kind = 'authority')
        and ch.kind not in ${OF_A_PERSON})
  order by ch.applied_at, ch.id`;

/** The changes that a case missed while it could not be read, in the order in which they were made. */
export async function changesLeft(tx: Tx, caseId: string): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(LEFT, [tx.tenantId, caseId], 'changes-left');
  return rows.map(({ id }) => id);
}

/** The case takes what it missed: once, by an id made of both, as it would have then. */
export async function takeLeft(
  door: Door,
  { tenantId, caseId }: CaseInput,
  left: readonly string[],
): Promise<void> {
  for (const id of left) {
    await door.run({ tenantId, actor: WORKER_ACTOR }, async (tx) => {
      const [change] = await tx.query<Change>(CHANGE, [tenantId, id]);
      if (change !== undefined) await countOrApply(tx, { ...change, state: 'applying' }, caseId);
    });
  }
}
