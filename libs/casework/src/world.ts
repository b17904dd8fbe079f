import { IS_AWAY } from './may-hear.ts';

const SAME = (person: string): string =>
  `app.relationship r where r.tenant_id = $1 and r.person_id = ${person} and r.kind = 'samePerson'`;
/** Whoever somebody may be under another name, however many lie between; null of nearly everybody, who is looked up once. */
const ALIKE = `case when exists (select from ${SAME('n.id')}) then (with recursive alike (person) as (select n.id
      union select other.id from alike cross join lateral (select r.other_person_id as id from ${SAME('alike.person')}) other)
    select jsonb_agg(person) from alike where person <> n.id) end`;

const HELD_HERE = `p.tenant_id = $1 and (p.school_id = $3::uuid or p.school_id is null)
      and p.since <= now() and coalesce(p.until > now(), true)`;

/**
 * The people who may own a duty of a case or be told of it, in the order in which they are asked, and how those are
 * who have a part in it, whatever their post; who holds none here any more is gone, and nothing waits for them. `$1` the
 * trust, `$2` the case or null, `$3` the school, `$4` posts to leave out, `$5` who has a part in it.
 */
export const PEOPLE = `select coalesce(jsonb_agg(jsonb_build_object('person', n.id, 'role', h.role,
    'excluded', n.id = any(kept.ids),
    'away', h.gone or n.suspended_at is not null or ${IS_AWAY},
    'suspended', h.gone or n.suspended_at is not null, 'alike', ${ALIKE}) order by h.since, n.id), '[]')
  from (
    select p.person_id, p.role, p.since, false as gone from app.post p where ${HELD_HERE} and p.role <> all($4::text[])
    union all
    select one, null, null, not exists (select from app.post p where ${HELD_HERE} and p.person_id = one)
    from unnest($5::uuid[]) one) h
  join app.person n on n.tenant_id = $1 and n.id = h.person_id
  cross join (select app.kept_from($2::uuid) as ids) kept`;
