import { absencesOf } from '@trustward/casework';
import type { ClosedDay, OffDutyEdit, OwnAuthority, PostsEdit } from '@trustward/casework';
import type { CalendarSnapshot, Instant } from '@trustward/chain';
import { secondFor, takesTwo } from './second-person.ts';

/** What it is to be instead, as it is kept. */
export type Value =
  { readonly calendar: CalendarSnapshot } | ClosedDay | HeldOf | Contact | Absence | PostsEdit | OffDutyEdit;
/** What is held of a local authority, with what its limits were called when it was drafted. */
export interface HeldOf extends OwnAuthority {
  readonly titles: Readonly<Record<string, string>>;
}
/** How an agency is reached, with its name as it was when that was drafted; null puts back what everybody has. */
export type Contact = { readonly name: string } & (
  | { readonly about: string; readonly number: string | null }
  | { readonly party: string; readonly address: string | null }
);
export interface Absence {
  readonly from: Instant | null;
  readonly until: Instant | null;
}

const SECOND_IS_ME = `coalesce(${secondFor('ch')} = (select app.person()), false)`;

/** Rows of cases that the reader may know nothing of are not there to be summed. */
const withSums = (
  changes: string,
): string => `select ch.id, ch.kind, ${takesTwo('ch')} as "takesTwo", (not ${takesTwo('ch')} or ${SECOND_IS_ME}) as "mayApply", ch.state, ch.version, ch.value, ch.refusal,
    app.ms(ch.made_at) as "madeAt", ch.made_by as "madeBy", coalesce(s.name, a.name, case when ch.kind = 'closedDay' then t.name end) as place, ch.person_id as "personId", ch.authority_id as "authorityId",
    (ch.state = 'applied')::int as over, ${MICROS} as latest, sums.*
  from (${changes}) ch
  left join app.school s on s.tenant_id = ch.tenant_id and s.id = ch.school_id
  left join platform.authority a on a.id = ch.authority_id
  left join platform.tenant t on t.id = ch.tenant_id
  cross join lateral (select count(*)::int as total,
      count(*) filter (where case when ch.applied_at is null then x.counted = ch.version else x.applied_at is not null end)::int as done,
      coalesce(sum(x.earlier), 0)::int as earlier, coalesce(sum(x.later), 0)::int as later,
      coalesce(sum(x.late), 0)::int as late, coalesce(sum(x.handed), 0)::int as handed,
      coalesce(sum(x.unowned), 0)::int as unowned,
      count(*) filter (where x.unreadable)::int as unreadable,
      coalesce((select jsonb_agg(jsonb_build_object('was', app.ms(n.was_at), 'is', app.ms(n.is_at)) order by n.is_at)
        from (select m.was_at, m.is_at from app.change_case m where m.tenant_id = ch.tenant_id and m.change_id = ch.id
          and m.is_at is not null order by least(m.was_at, m.is_at) limit 5) n), '[]') as nearest
    from app.change_case x where x.tenant_id = ch.tenant_id and x.change_id = ch.id) sums`;
// Microseconds since 1970 fit a double exactly until the year 2255.
const MICROS = `floor(extract(epoch from coalesce(ch.applied_at, ch.made_at)) * 1000000)::double precision`;
const ORDER = `order by (ch.state = 'applied'), coalesce(ch.applied_at, ch.made_at) desc, ch.id`;

export const READ = withSums('select * from app.change ch where ch.tenant_id = $1 and ch.id = $2');
/** What waits for the reader as its second person. */
export const TO_CONFIRM =
  withSums(`select * from app.change ch where ch.tenant_id = $1 and ch.state = 'counted'
    and ch.refusal is null and ${takesTwo('ch')} and ${SECOND_IS_ME} order by ch.made_at limit $2`);
/** What is not applied yet comes first. */
export const PAGE = `${withSums(`select * from app.change ch where ch.tenant_id = $1 and ch.state <> 'aside'
    and ($2::int is null or (ch.state = 'applied')::int > $2 or ((ch.state = 'applied')::int = $2
      and (coalesce(ch.applied_at, ch.made_at), $4::uuid) < (timestamptz 'epoch' + $3 * interval '1 microsecond', ch.id)))
    ${ORDER} limit $5`)} ${ORDER}`;

export const DRAFT = `insert into app.change (tenant_id, id, kind, school_id, person_id, value, authority_id, made_by, was, begins_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, app.at($10)) on conflict (tenant_id, id) do nothing returning id`;
export const SAME = `select from app.change where tenant_id = $1 and id = $2 and kind = $3
  and school_id is not distinct from $4::uuid and person_id is not distinct from $5::uuid and value = $6::jsonb
  and authority_id is not distinct from $7::uuid and made_by = $8`;

/** What the same person meant before, of the same school or person, and did not apply. */
export const SUPERSEDED = `select id, kind from app.change where tenant_id = $1 and id <> $2 and kind = $3
  and school_id is not distinct from $4::uuid and person_id is not distinct from $5::uuid
  and (value -> 'day', value -> 'about', value -> 'party')
    is not distinct from ($6::jsonb -> 'day', $6::jsonb -> 'about', $6::jsonb -> 'party') and authority_id is not distinct from $7::uuid
  and made_by = $8 and begins_at is not distinct from app.at($9) and state in ('counting', 'counted') for update`;
export const PUT_ASIDE = `update app.change set state = 'aside' where tenant_id = $1 and id = $2`;

/** How an agency is reached is in no case: it is done at once, waits for no change that is under way, and none waits for it. */
const IN_NO_CASE = `('number', 'mail')`;
/** Held until the transaction ends, so that of two who apply one is first. */
export const HOLD = `select ch.kind, ch.school_id as "schoolId", ch.person_id as "personId",
    ch.authority_id as "authorityId", ch.value, ch.was,
    ch.state, ch.version, ch.refusal, ch.applied_by as "appliedBy", coalesce(ch.begins_at > now(), false) as "isAhead",
    ch.kind not in ${IN_NO_CASE} and exists (select from app.change o
      where o.tenant_id = $1 and o.state = 'applying' and o.id <> $2) as "othersTurn",
    ${takesTwo('ch')} as "takesTwo", ${SECOND_IS_ME} as "isSecond"
  from app.change ch where ch.tenant_id = $1 and ch.id = $2 for update of ch`;

/** What an edit replaces, as it is now; of a contact, of that line alone. */
export const WAS = {
  number: `select jsonb_build_object('kept', (select o.number from app.own_number o
      where o.tenant_id = $1 and o.authority_id = a.id and o.about = $3)) as was from platform.authority a where a.id = $2`,
  mail: `select jsonb_build_object('kept', (select o.address from app.own_mail o
      where o.tenant_id = $1 and o.authority_id = a.id and o.party = $3)) as was from platform.authority a where a.id = $2`,
  calendar: `select jsonb_build_object('number', coalesce((select max(k.number) from app.school_calendar k
      where k.tenant_id = $1 and k.school_id = s.id), 0)) as was
    from app.school s where s.tenant_id = $1 and s.id = $2`,
  closedDay: `select jsonb_build_object('numbers', jsonb_object_agg(s.id, coalesce((select max(k.number)
      from app.school_calendar k where k.tenant_id = $1 and k.school_id = s.id), 0))) as was
    from app.school s where s.tenant_id = $1 and coalesce(s.authority_id = $2::uuid, true) having count(*) > 0`,
  authority: `select jsonb_build_object('number', coalesce(max(o.number), 0), 'layers', (select
      md5(string_agg(v.hash, ' ' order by v.layer, v.layer_id, v.number)) from app.layer_version v where v.tenant_id = $1)) as was
    from platform.authority a left join app.own_authority o on o.tenant_id = $1 and o.authority_id = a.id
    where a.id = $2 group by a.id`,
  posts: `select jsonb_build_object('posts', jsonb_agg(jsonb_build_object('id', p.id, 'until', app.ms(p.until))
      order by p.id)) as was from app.post p where p.tenant_id = $1 and p.person_id = $2
    and coalesce(p.until > greatest(now(), p.since), true) having count(*) > 0`,
  joiner: `select jsonb_build_object('posts', '[]'::jsonb) as was
    where not exists (select from app.post p where p.tenant_id = $1 and p.person_id = $2)`,
  // Of whom only cases know nothing can be drafted.
  offDuty: `select jsonb_build_object('offDuty', n.suspended_at is not null) as was from app.person n
    where n.tenant_id = $1 and n.id = $2 and exists (select from app.post p where p.tenant_id = $1 and p.person_id = n.id)`,
  absence: `select jsonb_build_object('absences', ${absencesOf('n.tenant_id', 'n.id')}) as was from app.person n
    where n.tenant_id = $1 and n.id = $2`,
} as const;

export const COUNT_ANEW = `update app.change set state = 'counting', version = version + 1, listed = false, was = $3, value = $4,
    refusal = null
  where tenant_id = $1 and id = $2`;
export const APPLY = `update app.change set state = case when kind in ${IN_NO_CASE} then 'applied' when begins_at > now() then 'waiting' else 'applying' end,
    listed = false, applied_by = $3, applied_at = clock_timestamp()
  where tenant_id = $1 and id = $2`;
/** What waits for its instant is looked at then. */
export const POKE = `select app.poke_change(ch.id, case when ch.state = 'waiting' then ch.begins_at end)
  from app.change ch where ch.tenant_id = $1 and ch.id = $2`;

export const PUBLISH = `insert into app.school_calendar (tenant_id, school_id, number, hash, snapshot, change_id)
  values ($1, $2, $3, $4, $5, $6)`;
export const BACK = `update app.absence set until_at = now()
  where tenant_id = $1 and person_id = $2 and from_at <= now() and until_at > now()`;
export const AWAY = `insert into app.absence (tenant_id, person_id, id, from_at, until_at)
  values ($1, $2, $3, greatest(app.at($4), now()), app.at($5))`;
export const HOLD_OTHERWISE = `insert into app.own_authority (tenant_id, authority_id, number, hours, limits, hash, layer, change_id)
  values ($1, $2, $3, $4, $5, $6, $7, $8)`;
export const KEEP_NUMBER = `insert into app.own_number (tenant_id, authority_id, about, number, verified_by)
  values ($1, $2, $3, $4, (select app.person()))
  on conflict (tenant_id, authority_id, about) do update set number = excluded.number,
    verified_by = excluded.verified_by, verified_at = clock_timestamp()`;
export const KEEP_MAIL = `insert into app.own_mail (tenant_id, authority_id, party, address, set_by)
  values ($1, $2, $3, $4, (select app.person()))
  on conflict (tenant_id, authority_id, party) do update set address = excluded.address,
    set_by = excluded.set_by, set_at = clock_timestamp()`;
/** It is over before it began. */
export const NOT_AWAY = 'update app.absence set until_at = now() where tenant_id = $1 and id = $2';
