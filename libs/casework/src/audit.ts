import { canonicalJson } from '@trustward/chain';
import type { Instant } from '@trustward/chain';
import type { Tx } from '@trustward/database';
import { uuidv7 } from '@trustward/database';

/** What was done or looked at. `detail` holds codes and counts, never words about a person. */
export interface Deed {
  readonly verb: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly caseId?: string;
  readonly detail?: Readonly<Record<string, string | number | boolean | null>>;
}

/** A row of the audit as it travels to PostgreSQL; its MAC covers everything else. */
export interface AuditEntry {
  readonly id: string;
  readonly at: Instant;
  readonly person_id: string | null;
  readonly actor: string | null;
  readonly verb: string;
  readonly subject_kind: string;
  readonly subject_id: string;
  readonly case_id: string | null;
  readonly detail: Readonly<Record<string, unknown>>;
  /** Base 64. */
  readonly mac: string;
}

type Unsigned = Omit<AuditEntry, 'mac'>;

const signed = (tenantId: string, row: Unsigned): string => canonicalJson({ tenant_id: tenantId, ...row });

/** Who did it. What time brought is nobody's deed, though somebody's act may be what played it. */
export interface Doer {
  readonly personId: string | null;
  readonly actor: string | null;
}

/** The MAC covers ids as PostgreSQL gives them back: in small letters. */
export function auditEntry(tx: Tx, deed: Deed, at: Instant = tx.startedAt, doer: Doer = tx): AuditEntry {
  const row: Unsigned = {
    id: uuidv7(at),
    at,
    person_id: doer.personId,
    actor: doer.actor,
    verb: deed.verb,
    subject_kind: deed.subjectKind,
    subject_id: deed.subjectId.toLowerCase(),
    case_id: deed.caseId?.toLowerCase() ?? null,
    detail: deed.detail ?? {},
  };
  return { ...row, mac: tx.keys.mac(signed(tx.tenantId, row)).toString('base64') };
}

/** Whether a row is as it was written, by whoever held the trust's key. */
export function isIntact(tx: Tx, { mac, ...row }: AuditEntry): boolean {
  return tx.keys.isMac(signed(tx.tenantId, row), Buffer.from(mac, 'base64'));
}

/** Inserts entries given as JSON in parameter `$n`; the tail of a statement, shared with the writing of a case. */
export const insertAudit = (n: number): string => `insert into app.audit
    (tenant_id, id, at, person_id, actor, verb, subject_kind, subject_id, case_id, detail, mac)
  select $1, x.id, app.at(x.at), x.person_id, x.actor, x.verb, x.subject_kind, x.subject_id, x.case_id, x.detail,
    decode(x.mac, 'base64')
  from jsonb_to_recordset($${n}::jsonb) as x(id uuid, at double precision, person_id uuid, actor text, verb text,
    subject_kind text, subject_id uuid, case_id uuid, detail jsonb, mac text)`;

/** Writes who did or looked at what, in the transaction of the deed: if it cannot be written, the deed is undone. */
export async function audit(tx: Tx, ...deeds: readonly Deed[]): Promise<void> {
  const entries = deeds.map((deed) => auditEntry(tx, deed));
  await tx.query(insertAudit(2), [tx.tenantId, JSON.stringify(entries)], 'audit');
}

const READ = `select id, app.ms(at) as at, person_id, actor, verb, subject_kind, subject_id, case_id, detail,
    encode(mac, 'base64') as mac
  from app.audit where tenant_id = $1 and case_id = $2 order by at, id`;

export function auditOfCase(tx: Tx, caseId: string): Promise<AuditEntry[]> {
  return tx.query<AuditEntry>(READ, [tx.tenantId, caseId]);
}
