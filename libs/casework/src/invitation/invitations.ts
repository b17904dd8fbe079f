import type { Instant } from '@trustward/chain';
import { INVITATION_DAYS } from '@trustward/contracts';
import type { Door, Tx } from '@trustward/database';
import { UnknownTenant, uuidv7 } from '@trustward/database';
import { hashOf, readLinkToken } from '../agency/link-token.ts';
import { audit } from '../audit.ts';
import { openPerson } from '../people.ts';
import { mailInvitations } from './invitation-mail.ts';

/** The function of the database looks at an invitation for this actor alone. */
const ACTOR = 'invitation-link';

const MAKE = `insert into app.invitation (tenant_id, id, person_id, secret_hash, made_by, expires_at)
  values ($1, $2, $3, $4, $5, clock_timestamp() + make_interval(days => $6)) on conflict (tenant_id, id) do nothing
  returning id`;
const WITHDRAW = `update app.invitation set withdrawn_by = $3, withdrawn_at = clock_timestamp()
  where tenant_id = $1 and person_id = $2 and withdrawn_at is null and used_at is null and id is distinct from $4::uuid
  returning id`;

/** Asks somebody to make an account, by a letter; any letter before it leads nowhere from then on. */
export async function invite(tx: Tx, id: string, personId: string): Promise<void> {
  await withdrawInvitation(tx, personId, id);
  const secret = hashOf(tx.keys.linkSecret(id));
  const values = [tx.tenantId, id, personId, secret, tx.personId, INVITATION_DAYS];
  // Asked for twice by the same click, it is one.
  if ((await tx.query(MAKE, values)).length === 0) return;
  await audit(tx, { verb: 'invitation.make', subjectKind: 'person', subjectId: personId });
  await mailInvitations(tx);
}

export async function withdrawInvitation(tx: Tx, personId: string, but: string | null = null): Promise<void> {
  const gone = await tx.query(WITHDRAW, [tx.tenantId, personId, tx.personId, but]);
  if (gone.length === 0) return;
  await audit(tx, { verb: 'invitation.withdraw', subjectKind: 'person', subjectId: personId });
}

/** Whom an invitation is for, as their own trust calls them. */
export interface Invited {
  readonly tenantId: string;
  readonly personId: string;
  readonly hash: Buffer;
  readonly name: string;
  readonly email: string;
  readonly trust: string;
  readonly until: Instant;
  /** Whether somebody signs in by that address already: nobody but they may take it. */
  readonly hasAccount: boolean;
}

const SHOWN = `select person_id as "personId", app.ms(expires_at) as until from app.invitation_shown($1)`;
const WHOSE = `select n.sealed, t.name as trust from app.person n join platform.tenant t on t.id = n.tenant_id
  where n.tenant_id = $1 and n.id = $2`;
const HAS_ACCOUNT = 'select exists (select from platform.account where email = $1) as has';

/** Whom a link invites, without a trace; null where it cannot be used, whyever. */
export async function openInvitation(door: Door, token: string): Promise<Invited | null> {
  const link = readLinkToken(token);
  if (link === null) return null;
  const { tenantId, hash } = link;
  try {
    const [shown] = await door.run({ tenantId, actor: ACTOR }, (tx) =>
      tx.query<{ personId: string; until: number }>(SHOWN, [hash], 'invitation-shown'),
    );
    return shown === undefined ? null : await invited(door, tenantId, shown, hash);
  } catch (error) {
    // Which trusts there are is told to nobody, and only asking tells.
    if (error instanceof UnknownTenant) return null;
    throw error;
  }
}

const invited = (
  door: Door,
  tenantId: string,
  { personId, until }: { readonly personId: string; readonly until: Instant },
  hash: Buffer,
): Promise<Invited | null> =>
  door.run({ tenantId, personId }, async (tx) => {
    const [whose] = await tx.query<{ sealed: Buffer; trust: string }>(WHOSE, [tenantId, personId]);
    if (whose === undefined) return null;
    const { name, email: typed } = openPerson(tx, personId, whose.sealed);
    const email = typed.toLowerCase();
    if (email === '') return null;
    const [account] = await tx.query<{ has: boolean }>(HAS_ACCOUNT, [email], 'invited-has-account');
    const hasAccount = account?.has ?? false;
    return { tenantId, personId, hash, name, email, trust: whose.trust, until, hasAccount };
  });

/** By a new password, or by the session of whoever has an account by that address. */
export type Taking = { readonly passwordHash: string } | { readonly sessionId: string };

const TAKE = 'select app.take_invitation($1, $2, $3, $4, $5) as said';

/** `ownAccount` where only whoever is signed in by that address may; null where it cannot be used any more. */
export function takeInvitation(
  door: Door,
  { tenantId, personId, hash, email }: Invited,
  by: Taking,
): Promise<'taken' | 'ownAccount' | null> {
  return door.run({ tenantId, personId }, async (tx) => {
    const password = 'passwordHash' in by ? by.passwordHash : null;
    const session = 'sessionId' in by ? by.sessionId : null;
    const [row] = await tx.query<{ said: 'taken' | 'ownAccount' | null }>(TAKE, [
      ...[hash, uuidv7(), email, password, session],
    ]);
    const said = row?.said ?? null;
    if (said === 'taken') {
      const subject = { subjectKind: 'person', subjectId: personId };
      const detail = { by: password === null ? 'account' : 'password' };
      await audit(tx, { verb: 'invitation.take', ...subject, detail });
    }
    return said;
  });
}
