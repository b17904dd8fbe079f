import { createHash, timingSafeEqual } from 'node:crypto';
import { UnknownTenant } from '@trustward/database';
import type { Door, Tx } from '@trustward/database';
import { audit } from './audit.ts';

/** A trust's own service at GOV.UK Notify; what has no template goes as the installation's does. */
export interface NotifyService {
  readonly apiKey: string;
  readonly emailTemplate: string | null;
  readonly textTemplate: string | null;
}

const KEEP = `insert into app.own_carrier (tenant_id, carrier, sealed, callback_hash) values ($1, 'notify', $2, $3)
  on conflict (tenant_id, carrier) do update set sealed = excluded.sealed, callback_hash = excluded.callback_hash,
    set_at = clock_timestamp()`;
const FORGET = `delete from app.own_carrier where tenant_id = $1 and carrier = 'notify' returning tenant_id`;
const OWN = `select sealed from app.own_carrier where tenant_id = $1 and carrier = 'notify'`;
const CALLBACK_HASH = 'select app.notify_callback_hash() as hash';

/** The function of the database answers this actor alone. */
const CARRIER = 'carrier';

const place = (tx: Tx) => ({ table: 'own_carrier', column: 'sealed', row: tx.tenantId });
const hashOf = (words: string): Buffer => createHash('sha256').update(words).digest();

/** From now on the trust's messages go by its own service. The word of its callbacks is kept as a hash alone. */
export async function useNotify(tx: Tx, service: NotifyService, callbackToken: string): Promise<void> {
  const sealed = tx.keys.people.seal(place(tx), service);
  await tx.query(KEEP, [tx.tenantId, sealed, hashOf(callbackToken)]);
  const { emailTemplate, textTemplate } = service;
  const detail = { email: emailTemplate !== null, text: textTemplate !== null };
  await audit(tx, { verb: 'trust.useNotify', subjectKind: 'tenant', subjectId: tx.tenantId, detail });
}

/** From now on they go as the installation's do; answers whether there was one. */
export async function forgetNotify(tx: Tx): Promise<boolean> {
  const gone = await tx.query(FORGET, [tx.tenantId]);
  if (gone.length === 0) return false;
  await audit(tx, { verb: 'trust.forgetNotify', subjectKind: 'tenant', subjectId: tx.tenantId, detail: {} });
  return true;
}

/** The service the trust has of its own; null where it has none. */
export async function notifyServiceOf(tx: Tx): Promise<NotifyService | null> {
  const [row] = await tx.query<{ sealed: Buffer }>(OWN, [tx.tenantId], 'notify-service');
  return row === undefined ? null : (tx.keys.people.open(place(tx), row.sealed) as NotifyService);
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
