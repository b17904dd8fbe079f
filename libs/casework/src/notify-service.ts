import { createHash, timingSafeEqual } from 'node:crypto';
import type { NotifyService } from '@trustward/contracts';
import { UnknownTenant } from '@trustward/database';
import type { Door, Tx } from '@trustward/database';
import { audit } from './audit.ts';
import { tellTeam } from './trust-news.ts';

/** A trust's own service as it is kept; what has no template goes as the installation's does. */
export type OwnService = Omit<NotifyService, 'callbackToken'>;

// What is written is given and never read back: whoever gives a key may not read one.
const KEEP = `insert into app.own_carrier (tenant_id, carrier, sealed, callback_hash, email, text, set_by)
  values ($1, 'notify', $2, $3, $4, $5, $6)
  on conflict (tenant_id, carrier) do update set sealed = $2, callback_hash = $3, email = $4, text = $5, set_by = $6,
    set_at = clock_timestamp(), tried_by = null, tried_at = null, tried_email = null, tried_text = null`;
const IS_KEPT = `select from app.own_carrier where tenant_id = $1 and carrier = 'notify' and kept`;
const FORGET = `update app.own_carrier set sealed = null, callback_hash = null, email = false, text = false, set_by = $2,
    set_at = clock_timestamp(), tried_by = null, tried_at = null, tried_email = null, tried_text = null
  where tenant_id = $1 and carrier = 'notify' and kept
    and app.ms(set_at) = coalesce($3, app.ms(set_at)) returning tenant_id`;
const OWN = `select sealed from app.own_carrier where tenant_id = $1 and carrier = 'notify' and kept`;
const CALLBACK_HASH = 'select app.notify_callback_hash() as hash';

/** The function of the database answers this actor alone. */
const CARRIER = 'carrier';

const place = (tx: Tx) => ({ table: 'own_carrier', column: 'sealed', row: tx.tenantId });
const hashOf = (words: string): Buffer => createHash('sha256').update(words).digest();

/** From now on the trust's messages go by its own service, and the rest of its central team hears of it. The word of its callbacks is kept as a hash alone. */
export async function useNotify(tx: Tx, { callbackToken, ...service }: NotifyService): Promise<void> {
  const sealed = tx.keys.people.seal(place(tx), service);
  const detail = { email: service.emailTemplate !== null, text: service.textTemplate !== null };
  const { email, text } = detail;
  const had = await tx.query(IS_KEPT, [tx.tenantId]);
  await tx.query(KEEP, [tx.tenantId, sealed, hashOf(callbackToken), email, text, tx.personId]);
  await audit(tx, { verb: 'trust.useNotify', subjectKind: 'tenant', subjectId: tx.tenantId, detail });
  await tellTeam(tx, had.length > 0 ? 'keyReplaced' : 'keyGiven');
}

/** From now on they go as the installation's do; answers whether there was one, given then where that is said. */
export async function forgetNotify(tx: Tx, given: number | null = null): Promise<boolean> {
  const gone = await tx.query(FORGET, [tx.tenantId, tx.personId, given]);
  if (gone.length === 0) return false;
  await audit(tx, { verb: 'trust.forgetNotify', subjectKind: 'tenant', subjectId: tx.tenantId, detail: {} });
  await tellTeam(tx, 'keyForgotten');
  return true;
}

/** The service the trust has of its own; null where it has none. */
export async function notifyServiceOf(tx: Tx): Promise<OwnService | null> {
  const [row] = await tx.query<{ sealed: Buffer }>(OWN, [tx.tenantId], 'notify-service');
  return row === undefined ? null : (tx.keys.people.open(place(tx), row.sealed) as OwnService);
}

/** Whether this is the word that callbacks of the trust's own service carry. */
export async function isCallbackOf(door: Door, tenantId: string, token: string): Promise<boolean> {
  try {
    const [row] = await door.run({ tenantId, actor: CARRIER }, (tx) =>
      tx.query<{ hash: Buffer | null }>(CALLBACK_HASH, []),
    );
    return !!row?.hash && timingSafeEqual(row.hash, hashOf(token));
  } catch (error) {
    if (error instanceof UnknownTenant) return false;
    throw error;
  }
}
