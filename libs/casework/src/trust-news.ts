import type { TrustReason } from '@trustward/contracts';
import { NOTICE_MADE } from '@trustward/database';
import type { Door, Tx } from '@trustward/database';
import { returnMark } from './return-mark.ts';
import { WORKER_ACTOR } from './worker-actor.ts';

const IN_TEAM = (person: string): string =>
  `exists (select from app.post p join app.person who on who.tenant_id = p.tenant_id and who.id = p.person_id
    where p.tenant_id = $1 and p.person_id = ${person} and p.role = 'trustAdministrator' and who.suspended_at is null
      and p.since <= now() and coalesce(p.until > now(), true))`;

// The rows are their readers' alone, and so are not read back.
const TELL = `with team as (select n.id from app.person n
    where n.tenant_id = $1 and n.id is distinct from $3::uuid and ${IN_TEAM('n.id')}),
  told as (insert into app.trust_notice (tenant_id, id, person_id, because, made_by)
    select $1, gen_random_uuid(), id, $2, $3 from team)
  select id from team`;

/** Tells the rest of the central team what somebody did with what is the trust's: in the portal at once, and by mail. */
export async function tellTeam(tx: Tx, because: TrustReason): Promise<void> {
  const team = await tx.query<{ id: string }>(TELL, [tx.tenantId, because, tx.personId], 'tell-team');
  if (team.length === 0) return;
  await tx.query('select app.mail_trust_notices()');
  const told = { tenantId: tx.tenantId, personIds: team.map(({ id }) => id) };
  await tx.query('select pg_notify($1, $2)', [NOTICE_MADE, JSON.stringify(told)]);
}

const TO_MAIL = `select t.id, t.because, app.mail_address(t.person_id) as address, ${IN_TEAM('t.person_id')} as "inTeam"
  from app.trust_notice t where t.tenant_id = $1 and t.mail = 'waiting' order by t.created_at, t.id`;
const MAILED = `update app.trust_notice set mail = $3 where tenant_id = $1 and id = $2 and mail = 'waiting'`;

/** A letter to somebody of the central team. */
export interface TrustMessage {
  readonly tenantId: string;
  readonly id: string;
  readonly because: TrustReason;
  readonly address: string;
  readonly returnMark: string;
}

interface Row {
  readonly id: string;
  readonly because: TrustReason;
  readonly address: string | null;
  readonly inTeam: boolean;
}

/** What is to be sent; whoever left the team meanwhile, or can be mailed by nobody, is left out. */
export function trustMail(door: Door, tenantId: string): Promise<readonly TrustMessage[]> {
  return door.run({ tenantId, actor: WORKER_ACTOR }, async (tx) => {
    const rows = await tx.query<Row>(TO_MAIL, [tenantId]);
    const messages: TrustMessage[] = [];
    for (const { id, because, address, inTeam } of rows) {
      if (inTeam && address !== null) {
        messages.push({ tenantId, id, because, address, returnMark: returnMark(tx, id) });
      } else await tx.query(MAILED, [tenantId, id, inTeam ? 'noAddress' : 'withheld']);
    }
    return messages;
  });
}

/** Writes down what became of it. */
export async function trustMailed(
  door: Door,
  { tenantId, id }: TrustMessage,
  state: 'accepted' | 'refused' | 'unsent',
): Promise<void> {
  await door.run({ tenantId, actor: WORKER_ACTOR }, (tx) => tx.query(MAILED, [tenantId, id, state]));
}
