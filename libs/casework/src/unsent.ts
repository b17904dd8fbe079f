import type { Door, Tx } from '@trustward/database';
import { messages } from '@trustward/observability';
import { releaseLinkMail } from './agency/link-mail.ts';
import { audit } from './audit.ts';
import { pokeMany } from './poke-many.ts';
import { releaseInvitations } from './invitation/invitation-mail.ts';
import { releaseTrustMail } from './trust-news.ts';
import { LATER } from './urgency.ts';
import type { Channel } from './urgency.ts';
import { WORKER_ACTOR } from './worker-actor.ts';

/** How many messages that could not be sent are on their way now, and how many are not sent any more. */
export interface Released {
  readonly sent: number;
  readonly superseded: number;
}

// Whether somebody has something to look at, of what a daily letter stands for.
const HAS_NEWS = `exists (select from app.notice news join app.case_file k on k.tenant_id = news.tenant_id and k.id = news.case_id
      where news.tenant_id = $1 and news.person_id = m.person_id and news.because = any($3) and news.seen_at is null
        and news.created_at <= m.held_until and not k.drill)`;

// Whether it is unseen (`told`) and what it is about is owed still: a duty of a case, or the case itself.
const MATTERS = (told: string): string => `${told}.seen_at is null and case when ${told}.step is null
      then exists (select from app.case_file k where k.tenant_id = $1 and k.id = ${told}.case_id and k.ended_at is null)
      else exists (select from app.duty owed where owed.tenant_id = $1 and owed.case_id = ${told}.case_id
        and owed.step = ${told}.step and owed.ended_at is null) end`;

// What matters still: of what a letter stands for, itself or all that fell due in one outage, something does. Of what one
// person would hear about one duty, the last. Its delivery is looked after again, by the workflow that the case starts for it
// when it is poked.
const RELEASE = `with kept as (
    select m.id, m.channel, m.delivery_id, m.case_id, m.person_id, m.created_at,
      case when m.summary_of is not null then 'day' when m.outage_since is not null then m.id::text
        else concat(m.case_id, '/', d.step) end as about,
      case when m.summary_of is not null then ${HAS_NEWS} else exists (select from app.notice n
        where n.tenant_id = $1 and n.person_id = m.person_id
          and (n.case_id = m.case_id and n.key = d.key or n.outage_since = m.outage_since) and ${MATTERS('n')}) end as matters
    from app.message m join app.delivery d on d.tenant_id = m.tenant_id and d.id = m.delivery_id
    where m.tenant_id = $1 and m.channel = any($2)
      and (m.state = 'unsent' or m.state = 'held' and m.held_until <= clock_timestamp()) for update of m skip locked),
  judged as (select kept.*, matters and row_number() over (partition by person_id, channel, matters, about
    order by created_at desc, id desc) = 1 as sends from kept),
  moved as (update app.message m set state = case when j.sends then 'waiting' else 'superseded' end,
      ended_at = case when not j.sends then clock_timestamp() end,
      waits_since = case when j.sends then clock_timestamp() else m.waits_since end
    from judged j where m.tenant_id = $1 and m.id = j.id),
  opened as (update app.delivery d set state = 'sending', sent_at = null, seen_to_at = app.at(0)
    from judged j where j.sends and d.tenant_id = $1 and d.id = j.delivery_id)
  select count(*) filter (where sends)::integer as sent, count(*) filter (where not sends)::integer as superseded,
    coalesce(jsonb_agg(distinct case_id) filter (where sends), '[]') as cases from judged`;

/** Sends what was kept of a trust while nothing could be sent, or until its hour, as far as it still matters; of the rest it writes that it is not. */
export const releaseUnsent = (
  door: Door,
  tenantId: string,
  channels: readonly Channel[],
): Promise<Released> => door.run({ tenantId, actor: WORKER_ACTOR }, (tx) => releaseOf(tx, channels));

async function releaseOf(tx: Tx, channels: readonly Channel[]): Promise<Released> {
  type Row = Released & { readonly cases: readonly string[] };
  const [row] = await tx.query<Row>(RELEASE, [tx.tenantId, channels, LATER], 'release-unsent');
  const { superseded, cases, ...released } = row ?? { sent: 0, superseded: 0, cases: [] };
  const isMailed = channels.includes('email');
  const links = isMailed ? await releaseLinkMail(tx) : { count: 0, cases: [] };
  const others = isMailed ? (await releaseTrustMail(tx)) + (await releaseInvitations(tx)) : 0;
  const sent = released.sent + links.count + others;
  if (sent + superseded === 0) return { sent, superseded };
  const subject = { subjectKind: 'tenant', subjectId: tx.tenantId };
  await audit(tx, { verb: 'message.release', ...subject, detail: { sent, superseded } });
  tx.onCommit(() => messages.inc({ state: 'superseded' }, superseded));
  await pokeMany(tx, [...new Set([...cases, ...links.cases])]);
  return { sent, superseded };
}
