import type { Words } from '@trustward/casework';
import type { Tx } from '@trustward/database';
import type { CaseRecord } from './case-record.ts';

/** One act that carried words: what it was about, and what was written. */
export interface WordedAct {
  readonly type: string;
  readonly step: string | null;
  readonly words: Words;
}

const WORDED = `select e.event_id as "eventId", e.type, e.body -> 'event' ->> 'step' as step, e.sealed
  from app.case_event e where e.tenant_id = $1 and e.case_id = $2 and e.sealed is not null order by e.seq`;

interface Row {
  readonly eventId: string;
  readonly type: string;
  readonly step: string | null;
  readonly sealed: Buffer;
}

/** Everything people wrote with their acts, opened. Whoever calls this audits that it was read. */
export async function wordedActs(
  tx: Tx,
  record: Pick<CaseRecord, 'caseId' | 'wrappedKey'>,
): Promise<WordedAct[]> {
  const rows = await tx.query<Row>(WORDED, [tx.tenantId, record.caseId], 'case-worded-acts');
  const seal = tx.keys.ofCase(record.caseId, record.wrappedKey);
  return rows.map(({ eventId, type, step, sealed }) => ({
    type,
    step,
    words: seal.open({ table: 'case_event', column: 'sealed', row: eventId }, sealed) as Words,
  }));
}
