import type { AuditLine } from '@trustward/contracts';
import type { Tx } from '@trustward/database';
import { isIntact } from '../audit.ts';

/** As PostgreSQL holds it, to the last digit: what a superuser made of an instant or of `detail` must not look as before. */
export const LINE = `id, case when isfinite(at) then (extract(epoch from at) * 1000)::double precision end as at, person_id,
  actor, verb, subject_kind, subject_id, case_id, detail::text as detail, encode(mac, 'base64') as mac,
  written_in::text as written_in`;

/** By the table's own columns: as text, the thousandth transaction would come before the second. */
export const IN_ORDER = 'audit.written_in, audit.id';

/** Whether a row was written by whoever held the trust's key. */
export function isSound(tx: Tx, { written_in: _, at, detail, ...row }: AuditLine): boolean {
  if (at === null) return false;
  return isIntact(tx, { ...row, at, detail: JSON.parse(detail) as Record<string, unknown> });
}
