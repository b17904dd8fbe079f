import type { Tx } from '@trustward/database';
import * as z from 'zod';

const sealedPerson = z.object({ name: z.string(), email: z.string().nullish(), phone: z.string().nullish() });
export type PersonWords = z.infer<typeof sealedPerson>;

/** What is sealed about a person, opened in its place. */
export const personWords = (tx: Tx, id: string, sealed: Buffer): PersonWords =>
  sealedPerson.parse(tx.keys.people.open({ table: 'person', column: 'sealed', row: id }, sealed));

export const nameOf = (tx: Tx, id: string, sealed: Buffer): string => personWords(tx, id, sealed).name;

/** The words about these people, by id. */
export async function peopleOf(tx: Tx, ids: Iterable<string | null>): Promise<Map<string, PersonWords>> {
  const wanted = [...new Set(ids)].filter((id) => id !== null);
  if (wanted.length === 0) return new Map();
  const rows = await tx.query<{ id: string; sealed: Buffer }>(
    'select id, sealed from app.person where id = any($1::uuid[])',
    [wanted],
    'people-of',
  );
  return new Map(rows.map(({ id, sealed }) => [id, personWords(tx, id, sealed)]));
}
