import type { CaseInput } from '@trustward/contracts';
import type { Door } from '@trustward/database';
import { WAITING } from '../load.ts';
import type { Waiting } from '../load.ts';
import { WORKER_ACTOR } from '../worker-actor.ts';

/** When a case must next be woken, null where only by a poke; and PostgreSQL's clock. */
export interface Rest {
  readonly wakeAt: number | null;
  readonly now: number;
}

// One that has ended is looked at, so that its workflow ends; so is one that was set aside, as it may have been mended.
const REST = `select app.ms(c.next_wake) as "wakeAt", app.ms(clock_timestamp()) as now, ${WAITING}
  from app.case_file c where c.tenant_id = $1 and c.id = $2
    and (c.next_wake > clock_timestamp() or c.next_wake is null and c.ended_at is null)
    and not exists (select from app.delivery aside where aside.tenant_id = $1 and aside.case_id = $2
      and aside.key = 'unreadable/' || c.version)`;

/** What a wake would answer now, if it would find nothing to do; null where it would, or may. */
export async function restOf(door: Door, { tenantId, caseId }: CaseInput): Promise<Rest | null> {
  const [row] = await door.run({ tenantId, actor: WORKER_ACTOR }, (tx) =>
    tx.query<Rest & Waiting>(REST, [tenantId, caseId], 'rest-of-case'),
  );
  if (row === undefined) return null;
  const { wakeAt, now, pending, pressed, endedChildren, missed } = row;
  const found = [pending, pressed, endedChildren, missed].some(({ length }) => length > 0);
  return found ? null : { wakeAt, now };
}
