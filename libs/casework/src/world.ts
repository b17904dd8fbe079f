import type { Chain } from '@trustward/chain';

/** Posts that never own a duty nor hear of one unless a chain names them: left out, as a school has hundreds. */
export const ONLY_IF_NAMED: readonly string[] = ['staff', 'governor', 'auditor'];

/**
 * The people who may own a duty of a case or be told of it, in the order in which they are asked. `$1` the trust, `$2`
 * the case or null, `$3` the school, `$4` posts to leave out, `$5` the one who acts, whatever their post.
 */
export const PEOPLE = `select coalesce(jsonb_agg(jsonb_build_object('person', p.person_id, 'role', p.role,
    'excluded', x.person_id is not null,
    'away', n.suspended_at is not null or coalesce(n.away_until > now(), false),
    'suspended', n.suspended_at is not null) order by p.since, p.person_id), '[]')
  from app.post p
  join app.person n on n.tenant_id = p.tenant_id and n.id = p.person_id
  left join app.exclusion x on x.tenant_id = $1 and x.case_id = $2::uuid and x.person_id = p.person_id
  where p.tenant_id = $1 and (p.school_id = $3::uuid or p.school_id is null)
    and (p.role <> all($4::text[]) or p.person_id = $5::uuid)
    and p.since <= now() and coalesce(p.until > now(), true)`;

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
