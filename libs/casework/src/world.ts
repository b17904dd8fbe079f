import type { Chain } from '@trustward/chain';

/** Posts that never own a duty nor hear of one unless a chain names them: left out, as a school has hundreds. */
export const ONLY_IF_NAMED: readonly string[] = ['staff', 'governor', 'auditor'];

const HELD_HERE = `p.tenant_id = $1 and (p.school_id = $3::uuid or p.school_id is null)
      and p.since <= now() and coalesce(p.until > now(), true)`;

/**
 * The people who may own a duty of a case or be told of it, in the order in which they are asked, and how those are
 * who have a part in it, whatever their post; who holds none here any more is gone, and nothing waits for them. `$1` the
 * trust, `$2` the case or null, `$3` the school, `$4` posts to leave out, `$5` who has a part in it.
 */
export const PEOPLE = `select coalesce(jsonb_agg(jsonb_build_object('person', n.id, 'role', h.role,
    'excluded', x.person_id is not null,
    'away', h.gone or n.suspended_at is not null or coalesce(n.away_until > now(), false),
    'suspended', h.gone or n.suspended_at is not null) order by h.since, n.id), '[]')
  from (
    select p.person_id, p.role, p.since, false as gone from app.post p where ${HELD_HERE} and p.role <> all($4::text[])
    union all
    select one, null, null, not exists (select from app.post p where ${HELD_HERE} and p.person_id = one)
    from unnest($5::uuid[]) one) h
  join app.person n on n.tenant_id = $1 and n.id = h.person_id
  left join app.exclusion x on x.tenant_id = $1 and x.case_id = $2::uuid and x.person_id = n.id`;

const leftOutOf = new WeakMap<Chain, readonly string[]>();

/** The posts that PEOPLE leaves out for a chain. */
export function leftOut(chain: Chain): readonly string[] {
  const known = leftOutOf.get(chain);
  if (known !== undefined) return known;
  const named = new Set(wordsIn(chain));
  const left = ONLY_IF_NAMED.filter((role) => !named.has(role));
  leftOutOf.set(chain, left);
  return left;
}

/**
 * Every word that stands anywhere in a chain. It has roles on ladders, rungs, approvals, waivers, holds and in conditions:
 * one taken for a role that is none costs a few rows, one overlooked would leave somebody untold.
 */
function* wordsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) {
    for (const part of Object.values(value)) yield* wordsIn(part);
  }
}
