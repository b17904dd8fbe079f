import { IS_AWAY } from '@trustward/casework';
import type { ListedPerson, PersonState } from '@trustward/contracts';
import { iso, isoOrNull } from '../shared/instants.ts';
import { roleTitle } from '../shared/role-words.ts';

type Held = ListedPerson['posts'][number];

/** A post as PostgreSQL gives it. */
interface PostRow extends Omit<Held, 'title' | 'since' | 'until'> {
  readonly since: number;
  readonly until: number | null;
}
export interface PersonRow {
  readonly id: string;
  readonly sealed: Buffer;
  readonly offDuty: boolean;
  readonly away: boolean;
  readonly posts: readonly PostRow[];
}

const STATE_OF_POST = `case when p.since > now() then 'ahead' when p.until <= now() then 'over' else 'held' end`;
/** What never began is not said of anybody. */
const BEGAN = '(p.until is null or p.until > p.since)';
/**
 * Everybody who holds a post, did or will, with all of theirs: of whom only cases know holds none. What is given narrows
 * it by a post: `$2` the school, `$3` whether of the trust as a whole, `$4` the role, `$5` the person.
 */
export const PEOPLE = `select n.id, n.sealed, n.suspended_at is not null as "offDuty", ${IS_AWAY} as away,
    jsonb_agg(jsonb_build_object('id', p.id, 'role', p.role, 'schoolId', p.school_id, 'school', s.name,
      'since', app.ms(p.since), 'until', app.ms(p.until), 'state', ${STATE_OF_POST})
      order by p.until is not null and p.until <= now(), p.since, p.id) as posts
  from app.person n join app.post p on p.tenant_id = n.tenant_id and p.person_id = n.id and ${BEGAN}
  left join app.school s on s.tenant_id = p.tenant_id and s.id = p.school_id
  where n.tenant_id = $1 and ($5::uuid is null or n.id = $5)
    and (($2::uuid is null and not $3::boolean and $4::text is null) or exists (select from app.post p
      where p.tenant_id = n.tenant_id and p.person_id = n.id and ${BEGAN}
        and ($2::uuid is null or p.school_id = $2) and (not $3::boolean or p.school_id is null)
        and ($4::text is null or p.role = $4)))
  group by n.tenant_id, n.id, n.sealed, n.suspended_at`;

/** Whoever is off duty and whoever is away are told apart nowhere but where the one is let back. */
export function stateOf({ offDuty, away, posts }: Omit<PersonRow, 'id' | 'sealed'>): PersonState {
  const has = (state: Held['state']): boolean => posts.some((one) => one.state === state);
  if (!has('held')) return has('ahead') ? 'starting' : 'left';
  return offDuty || away ? 'unavailable' : 'active';
}

export const toListedPerson = (row: PersonRow, name: string): ListedPerson => ({
  id: row.id,
  name,
  state: stateOf(row),
  posts: row.posts.map(({ since, until, ...post }) => ({
    ...post,
    title: roleTitle(post.role),
    since: iso(since),
    until: isoOrNull(until),
  })),
});
