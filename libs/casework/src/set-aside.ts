import { ABOVE_ALL, LEADERS, UNREACHED } from '@trustward/chain';
import type { CaseInput, WakeResult } from '@trustward/contracts';
import { sqlState } from '@trustward/database';
import type { Door, Tx } from '@trustward/database';
import { announce } from './announce.ts';
import { audit } from './audit.ts';
import { CaseNotFound } from './load.ts';
import { IS_AWAY } from './may-hear.ts';
import { CaseUnreadable } from './unreadable.ts';
import { WORKER_ACTOR } from './worker-actor.ts';

/** What PostgreSQL says of values that no row takes, however often they are offered. */
const NEVER_WRITTEN = /^(22|2350[23]|23514)/;

/** Why a case cannot go on; null where whatever was thrown says nothing of the case, as when the database is away. */
export function whyUnreadable(error: unknown): CaseUnreadable['what'] | null {
  if (error instanceof CaseUnreadable) return error.what;
  return NEVER_WRITTEN.test(sqlState(error) ?? '') ? 'write' : null;
}

// Looked at again in an hour, so that it neither spins nor is forgotten; whoever mends it may poke it sooner.
const ASIDE = `update app.case_file c set next_wake = case when c.ended_at is null then clock_timestamp() + interval '1 hour' end
  where c.tenant_id = $1 and c.id = $2
  returning c.version, app.ms(c.next_wake) as "wakeAt", c.ended_at is not null as ended, app.ms(clock_timestamp()) as now,
    app.ms(clock_timestamp()) + c.clock_offset_ms::double precision as "caseNow"`;

// Nothing here is read from the state: who stood down is known from what happened.
const RECUSED = `recused as (select distinct e.by_person as id from app.case_event e
    where e.tenant_id = $1 and e.case_id = $2 and e.type = 'recused' and e.by_person is not null)`;
const OF_INSTITUTION = `exists (select from app.case_file c join app.resolved_chain r
      on r.tenant_id = c.tenant_id and r.chain_id = c.chain_id
    where c.tenant_id = $1 and c.id = $2 and r.body -> 'chain' ->> 'about' = 'institution')`;
const TO = (roles: string): string => `jsonb_build_object('roles', to_jsonb(${roles}),
    'except', (select coalesce(jsonb_agg(id), '[]') from recused))`;

/**
 * The leaders of the trust hear of it, or those above them where one of these chains keeps it from whoever runs the trust;
 * both where no leader is there who may hear.
 */
const TELL = `with ${RECUSED},
  may_lead as (select from app.post p join app.person n on n.tenant_id = p.tenant_id and n.id = p.person_id
    where p.tenant_id = $1 and p.role = any($4::text[]) and n.suspended_at is null and not ${IS_AWAY}
      and p.since <= now() and coalesce(p.until > now(), true) and n.id not in (select id from recused)
      and n.id <> all((select app.kept_from($2))::uuid[])),
  above as (select ${OF_INSTITUTION} as only, not exists (select from may_lead) as too)
  insert into app.delivery (tenant_id, id, case_id, key, because, step, audience, at)
  select $1, gen_random_uuid(), $2, $3, 'caseUnreadable', null,
    ${TO('case when above.only then $5::text[] when above.too then $4::text[] || $5::text[] else $4::text[] end')}, app.at($6)
  from above on conflict (tenant_id, case_id, key) do nothing returning id`;

/** Where somebody was not reached, and each day on which it still cannot be read, those above the leaders hear of it too. */
const TELL_ABOVE = `with ${RECUSED},
  first as (select d.id, floor(extract(epoch from clock_timestamp() - d.created_at) / 86400)::integer as days
    from app.delivery d where d.tenant_id = $1 and d.case_id = $2 and d.key = $3),
  again as (select case when days > 0 then 'day-' || days when exists (select from app.message m
      where m.tenant_id = $1 and m.delivery_id = first.id and m.state = any($7::text[])) then 'unreached' end as why from first)
  insert into app.delivery (tenant_id, id, case_id, key, because, step, audience, at)
  select $1, gen_random_uuid(), $2, concat($3, '/', again.why), 'caseUnreadable', null,
    ${TO(`case when ${OF_INSTITUTION} then $5::text[] else $4::text[] || $5::text[] end`)}, app.at($6)
  from again where again.why is not null on conflict (tenant_id, case_id, key) do nothing`;

const PENDING = `select d.id from app.delivery d where d.tenant_id = $1 and d.case_id = $2
    and d.state in ('pending', 'sending', 'nobody')
    and (d.state = 'nobody' or app.left_lying(d.state, d.created_at, d.seen_to_at, interval '0')) order by d.at, d.id`;

interface Aside {
  readonly version: number;
  readonly wakeAt: number | null;
  readonly ended: boolean;
  readonly now: number;
  readonly caseNow: number;
}

/** Takes a case that cannot go on out of everybody's way, and tells the leaders, once for each of its versions, and again each day. */
export function setAside(
  door: Door,
  { tenantId, caseId }: CaseInput,
  what: CaseUnreadable['what'],
): Promise<WakeResult> {
  return door.run({ tenantId, actor: WORKER_ACTOR }, async (tx) => {
    const [aside] = await tx.query<Aside>(ASIDE, [tenantId, caseId], 'set-aside');
    if (aside === undefined) throw new CaseNotFound();
    const { version, caseNow, ...woken } = aside;
    const key = `unreadable/${version}`;
    const values = [tenantId, caseId, key, LEADERS, ABOVE_ALL, caseNow];
    const told = await tx.query(TELL, values, 'tell-unreadable');
    await tx.query(TELL_ABOVE, [...values, [...UNREACHED, 'withheld']], 'tell-unreadable-above');
    if (told.length > 0) await firstTime(tx, { caseId, version, what });
    const pending = await tx.query<{ id: string }>(PENDING, [tenantId, caseId], 'pending-deliveries');
    return { ...woken, deliveries: pending.map(({ id }) => id) };
  });
}

async function firstTime(
  tx: Tx,
  { caseId, version, what }: { caseId: string; version: number; what: string },
): Promise<void> {
  const detail = { what, version };
  await audit(tx, { verb: 'case.unreadable', subjectKind: 'case', subjectId: caseId, caseId, detail });
  await announce(tx, caseId);
}
