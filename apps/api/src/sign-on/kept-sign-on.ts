import { createHash } from 'node:crypto';
import { unlessBroken } from '@trustward/casework';
import { UnknownTenant } from '@trustward/database';
import type { Door, Tx } from '@trustward/database';
import type { Relying } from './issuer.ts';

const KEPT = `select id, issuer, client_id as "clientId", sealed from app.sign_on_kept()`;

/** The functions of the database answer this actor alone. */
export const SIGN_ON = 'sign-on';

export interface KeptSignOn extends Relying {
  readonly id: string;
}
interface Row extends Omit<KeptSignOn, 'clientSecret'> {
  readonly sealed: Buffer;
}

const placeOf = (id: string) => ({ table: 'sign_on', column: 'sealed', row: id });
export const sealClientSecret = (tx: Tx, id: string, secret: string): Buffer =>
  tx.keys.people.seal(placeOf(id), secret);

/** By what a subject of an issuer is known again; of which it is, nobody reads in it. */
export const subjectHash = (signOnId: string, issuer: string, subject: string): Buffer =>
  createHash('sha256')
    .update(JSON.stringify([signOnId, issuer, subject]))
    .digest();

/** The trust's own sign-on; null where it has none, where there is no such trust, or where nothing can be made of what is sealed. */
export async function keptSignOn(door: Door, tenantId: string): Promise<KeptSignOn | null> {
  try {
    return await door.run({ tenantId, actor: SIGN_ON }, async (tx) => {
      const [row] = await tx.query<Row>(KEPT, [], 'sign-on-kept');
      if (row === undefined) return null;
      const { sealed, ...rest } = row;
      const opened = unlessBroken(() => tx.keys.people.open(placeOf(row.id), sealed) as string, null);
      return opened === null ? null : { ...rest, clientSecret: opened };
    });
  } catch (error) {
    if (error instanceof UnknownTenant) return null;
    throw error;
  }
}

const END = 'delete from platform.session where tenant_id = $1 and link_id = any($2::uuid[])';

/** What came by links that ended in this transaction; a statement of its own, so that it sees what they were held for. */
export const endSessionsOf = (tx: Tx, links: readonly string[]): Promise<unknown> =>
  tx.query(END, [tx.tenantId, links], 'sign-on-sessions-end');
