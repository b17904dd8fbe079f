import type { Tx } from '@trustward/database';
import { absencesOf } from './absences.ts';

// What it replaces is what there is besides, by then.
const BEGIN = `update app.change ch set state = 'applying', listed = false,
    was = jsonb_build_object('absences', ${absencesOf('ch.tenant_id', 'ch.person_id', 'ch.id')})
  where ch.tenant_id = $1 and ch.id = $2 and ch.state = 'waiting' and ch.begins_at <= clock_timestamp()
    and not exists (select from app.change o where o.tenant_id = $1 and o.state = 'applying')`;
const LATER = `select app.poke_change(ch.id, case
    when ch.begins_at > clock_timestamp() then ch.begins_at else clock_timestamp() + interval '1 second' end)
  from app.change ch where ch.tenant_id = $1 and ch.id = $2 and ch.state = 'waiting'`;

/** Begins a change whose instant has come; what is too early, or has to let another end first, is looked at again. */
export async function beginIfDue(tx: Tx, changeId: string): Promise<void> {
  await tx.query(BEGIN, [tx.tenantId, changeId]);
  await tx.query(LATER, [tx.tenantId, changeId]);
}
