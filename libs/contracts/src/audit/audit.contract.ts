import * as z from 'zod';

const uuid = z.guid();
const counted = z.string().regex(/^\d{1,19}$/);
const base64 = (bytes: number) => z.base64().length(4 * Math.ceil(bytes / 3));
const count = z.int().min(0);

/**
 * A row of the audit as it is sealed and exported: ids, codes and instants. `detail` is the text that PostgreSQL gives
 * of it, `at` in milliseconds since 1970, `written_in` the transaction that wrote it, counted. What a superuser made of
 * a row may be anything, and is compared with what was sealed: so hardly anything is asked of it here.
 */
export const auditRow = z.strictObject({
  id: uuid,
  at: z.number().nullable(),
  person_id: uuid.nullable(),
  actor: z.string().nullable(),
  verb: z.string(),
  subject_kind: z.string(),
  subject_id: uuid,
  case_id: uuid.nullable(),
  detail: z.string(),
  mac: z.string(),
  written_in: z.string().regex(/^-?\d{1,19}$/),
});
export type AuditLine = z.infer<typeof auditRow>;

/** The first line of an export, the rows after it in the order in which they were written, and the last line. */
export const auditExportHeader = z.strictObject({
  v: z.literal(1),
  audit: uuid,
  /** By PostgreSQL's clock, before the first row was read. */
  exportedAt: z.number(),
});
export type AuditExportHeader = z.infer<typeof auditExportHeader>;
export const auditExportEnd = z.strictObject({ rows: count });

const mark = z.strictObject({ id: uuid, at: z.number().nullable(), written_in: counted });

/** What a batch is sealed by. It is shipped as one line of JSON, and holds no more than ids, instants and hashes. */
export const auditHead = z.strictObject({
  v: z.literal(1),
  trust: uuid,
  seq: z.int().min(1),
  /** The hash of the head before it; null of the first. */
  previous: z.hex().length(64).nullable(),
  /** By PostgreSQL's clock, when its rows had been read. */
  sealedAt: z.number(),
  rows: z.int().min(1),
  first: mark,
  last: mark,
  /** Of the Merkle tree over the rows' hashes. */
  root: base64(32),
  /** Of each row 16 bytes of its id and 32 of its hash, so that the one that was changed can be named. */
  leaves: z.base64(),
  /** Rows that had not been written with the trust's key when they were sealed. */
  unsound: z.array(uuid),
  /** The public key, Ed25519, that the signature is checked by. */
  key: base64(32),
  signature: base64(64),
});
export type AuditHead = z.infer<typeof auditHead>;
