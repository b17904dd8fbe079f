import type { Tx } from '@trustward/database';
import { unlessBroken } from './unless-broken.ts';

/** Who somebody is; sealed under the trust's key. */
export interface Identity {
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
}

const placeOf = (personId: string) => ({ table: 'person', column: 'sealed', row: personId });

export const sealPerson = (tx: Tx, personId: string, identity: Identity): Buffer =>
  tx.keys.people.seal(placeOf(personId), identity);

/** In place of whoever cannot be read: lists name them so, and what is sent to them reaches nobody, which their case hears. */
const SOMEBODY: Identity = { name: 'somebody', email: '', phone: null };

export const openPerson = (tx: Tx, personId: string, sealed: Buffer): Identity =>
  whoIs(tx, personId, sealed) ?? SOMEBODY;

/** Who somebody is, or nothing where that cannot be read. */
export const whoIs = (tx: Tx, personId: string, sealed: Buffer): Identity | null =>
  unlessBroken(() => tx.keys.people.open(placeOf(personId), sealed) as Identity, null);

/** The people of these ids, each id once; who is not of this trust is not in it. */
export async function identities(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Identity>> {
  const rows = await tx.query<{ id: string; sealed: Buffer }>(
    'select id, sealed from app.person where tenant_id = $1 and id = any($2::uuid[])',
    [tx.tenantId, [...new Set(ids)]],
    'identities',
  );
  return new Map(rows.map(({ id, sealed }) => [id, openPerson(tx, id, sealed)]));
}
