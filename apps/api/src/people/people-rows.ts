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
  readonly invited: { readonly until: number; readonly mail: string } | null;
  readonly posts: readonly PostRow[];
}

const STATE_OF_POST = `case when p.since > now() then 'ahead' when p.until <= now() then 'over' else 'held' end`;
/** What never began is not said of anybody. */
const BEGAN = '(p.until is null or p.until > p.since)';
/** One that may be used now: as the function asks that is shown it. */
const INVITED = `(select jsonb_build_object('until', app.ms(i.expires_at), 'mail', i.mail) from app.invitation i
    where i.tenant_id = n.tenant_id and i.person_id = n.id and i.withdrawn_at is null and i.used_at is null
      and i.expires_at > now() and n.suspended_at is null)`;
/**
 * Everybody who holds a post, did or will, with all of theirs: of whom only cases know holds none. What is given narrows
 * it by a post: `$2` the school, `$3` whether of the trust as a whole, `$4` the role, `$5` the person.
 */
export const PEOPLE = `select n.id, n.sealed, n.suspended_at is not null as "offDuty", ${IS_AWAY} as away, ${INVITED} as invited,
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
export function stateOf({
  offDuty,
  away,
  posts,
}: Pick<PersonRow, 'offDuty' | 'away' | 'posts'>): PersonState {
  const has = (state: Held['state']): boolean => posts.some((one) => one.state === state);
  if (!has('held')) return has('ahead') ? 'starting' : 'left';
  return offDuty || away ? 'unavailable' : 'active';
}

/** Whoever is off duty may not use theirs, nor whoever has left. */
function invitedOf(row: PersonRow): ListedPerson['invited'] {
  const { invited } = row;
  if (invited === null || stateOf(row) === 'left') return null;
  const { until, mail } = invited;
  const went = mail === 'accepted' ? 'sent' : mail === 'waiting' ? 'onItsWay' : 'notSent';
  return { until: iso(until), mail: went };
}

export const toListedPerson = (row: PersonRow, name: string): ListedPerson => ({
  id: row.id,
  name,
  state: stateOf(row),
  invited: invitedOf(row),
  posts: row.posts.map(({ since, until, ...post }) => ({
    ...post,
    title: roleTitle(post.role),
    since: iso(since),
    until: isoOrNull(until),
  })),
});
