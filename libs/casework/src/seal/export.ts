import type { AuditExportHeader, AuditLine } from '@trustward/contracts';
import type { Tx } from '@trustward/database';
import { audit } from '../audit.ts';
import { IN_ORDER, LINE } from './rows.ts';

const PAGE = 2_000;
// One statement's look at the table, so that what is committed meanwhile is either in it or after it.
const OPEN = `declare exported no scroll cursor for select ${LINE} from app.audit where tenant_id = $1
  order by ${IN_ORDER}`;

/** A trust's audit as whoever verifies it reads it, line by line; that it was read is audited, and is the last row of it. */
export async function exportAudit(tx: Tx, write: (line: string) => Promise<void>): Promise<number> {
  await audit(tx, { verb: 'audit.export', subjectKind: 'tenant', subjectId: tx.tenantId });
  const [clock] = await tx.query<{ now: number }>('select app.ms(clock_timestamp()) as now');
  const header: AuditExportHeader = { v: 1, audit: tx.tenantId, exportedAt: clock?.now ?? tx.startedAt };
  await write(JSON.stringify(header));
  await tx.query(OPEN, [tx.tenantId]);
  let rows = 0;
  for (;;) {
    const page = await tx.query<AuditLine>(`fetch ${PAGE} from exported`);
    for (const row of page) await write(JSON.stringify(row));
    rows += page.length;
    if (page.length < PAGE) break;
  }
  await write(JSON.stringify({ rows }));
  return rows;
}
