import type { AuditLine } from '@trustward/contracts';
import { hashOfRow } from './leaf.ts';
import type { Leaf } from './leaf.ts';

export const TAMPERINGS = [
  'edited',
  'dated',
  'removed',
  'reordered',
  'inserted',
  'forged',
  'datedBack',
] as const;
export type Tampering = (typeof TAMPERINGS)[number];

/** What was done to the first row that is not as it was sealed. */
export interface Tampered {
  readonly what: Tampering;
  readonly row: string;
  /** What stands where that row should, or the row before which it stands. */
  readonly beside: string | null;
  /** Its place among what was sealed, counted from nought. */
  readonly place: number;
}

export interface Compared {
  readonly first: Tampered | null;
  /** Rows that no head seals: what became of them cannot be told. */
  readonly tail: readonly AuditLine[];
}

/** Holds the rows of an export, in the order in which they were written, against what was sealed of them. */
export function compare(tenantId: string, rows: readonly AuditLine[], sealed: readonly Leaf[]): Compared {
  const places = new Map(sealed.map(({ id }, place) => [id, place]));
  const there = new Set(rows.map(({ id }) => id));
  const tail = rows.filter(({ id }) => !places.has(id));
  for (const [place, leaf] of sealed.entries()) {
    const what = against(tenantId, rows[place], leaf, { places, there });
    if (what === null) continue;
    const moved = [what.row, what.what === 'edited' ? what.beside : null];
    return { first: { ...what, place }, tail: tail.filter(({ id }) => !moved.includes(id)) };
  }
  // What comes after all that was sealed and was sealed itself is there twice.
  const again = rows.slice(sealed.length).find(({ id }) => places.has(id));
  if (again === undefined) return { first: null, tail };
  return { first: { what: 'inserted', row: again.id, beside: null, place: sealed.length }, tail };
}

interface Known {
  readonly places: ReadonlyMap<string, number>;
  readonly there: ReadonlySet<string>;
}

/** What was done where one row should stand and perhaps does. */
function against(
  tenantId: string,
  row: AuditLine | undefined,
  leaf: Leaf,
  { places, there }: Known,
): Omit<Tampered, 'place'> | null {
  if (row?.id === leaf.id) {
    if (hashOfRow(tenantId, row).equals(leaf.hash)) return null;
    return { what: isDatedAnew(tenantId, row, leaf) ? 'dated' : 'edited', row: row.id, beside: null };
  }
  if (row === undefined) return { what: 'removed', row: leaf.id, beside: null };
  if (places.has(row.id)) {
    return there.has(leaf.id)
      ? { what: 'reordered', row: leaf.id, beside: row.id }
      : { what: 'removed', row: leaf.id, beside: row.id };
  }
  // The same row under another id, or one that was never sealed.
  if (hashOfRow(tenantId, { ...row, id: leaf.id }).equals(leaf.hash)) {
    return { what: 'edited', row: leaf.id, beside: row.id };
  }
  // With the row gone that should stand here, what follows all that was sealed may have moved up.
  return there.has(leaf.id)
    ? { what: 'inserted', row: row.id, beside: leaf.id }
    : { what: 'removed', row: leaf.id, beside: null };
}

/** Whether nothing but its instant was changed: the id of a row tells when it was made. */
function isDatedAnew(tenantId: string, row: AuditLine, { hash }: Leaf): boolean {
  const at = Number.parseInt(row.id.replaceAll('-', '').slice(0, 12), 16);
  return hashOfRow(tenantId, { ...row, at }).equals(hash);
}
