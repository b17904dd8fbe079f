import type { Instant } from '@trustward/chain';
import type { SharedPart } from '@trustward/contracts';
import type { Tx } from '@trustward/database';
import { NAMED_PARTS, covers, mayBeShown, rulesOf } from '@trustward/permissions';
import type { Named, Post, Rule, Thing, Who } from '@trustward/permissions';
import { CASE_COLUMNS, CASE_TABLES } from '../shared/case-row.ts';
import type { CaseRow } from '../shared/case-row.ts';

/** A case that somebody is let see now. */
export interface LiveShare extends CaseRow {
  readonly id: string;
  readonly personId: string;
  readonly givenBy: string;
  readonly part: SharedPart;
  readonly reason: Buffer;
  readonly personPosts: readonly Post[];
  readonly givenAt: Instant;
  readonly until: Instant;
  readonly seenAt: Date | null;
  /** Its place among notices: microseconds. */
  readonly made: number;
}

interface Row extends LiveShare {
  readonly giverPosts: readonly Post[];
}

const HELD = 'p.since <= now() and coalesce(p.until > now(), true)';

/** The posts that somebody holds now, as rules are made of them. */
export const postsHeld = (
  person: string,
): string => `(select coalesce(jsonb_agg(jsonb_build_object('role', p.role,
    'schoolId', p.school_id, 'phases', p.phases, 'until', app.ms(p.until)) order by p.since, p.id), '[]')
  from app.post p where p.tenant_id = $1 and p.person_id = ${person} and ${HELD})`;

/** Whether somebody has held a post, whichever, ever since; whoever left and came back has not. */
const heldSince = (person: string, since: string): string => `(select range_agg(tstzrange(g.since, g.until))
  from app.post g where g.tenant_id = $1 and g.person_id = ${person} and coalesce(g.until > g.since, true))
    @> tstzrange(${since}, greatest(${since}, now()))`;

// It ends with its time, when somebody ends it, and when either of the two leaves, is suspended, or may have no part in the
// case any more; a post that came after it brings nothing back.
const live = (
  which: string,
): string => `select ${CASE_COLUMNS}, h.id, h.person_id as "personId", h.given_by as "givenBy", h.part,
    h.reason, app.ms(h.given_at) as "givenAt", app.ms(h.until_at) as until, h.seen_at as "seenAt",
    floor(extract(epoch from h.given_at) * 1000000)::double precision as made,
    ${postsHeld('h.given_by')} as "giverPosts", ${postsHeld('h.person_id')} as "personPosts"
  from app.case_share h
  join app.case_file c on c.tenant_id = h.tenant_id and c.id = h.case_id
  ${CASE_TABLES}
  where h.tenant_id = $1 and ${which} = $2 and h.ended_at is null and h.until_at > now()
    and not array[h.given_by, h.person_id] && app.kept_from(h.case_id)
    and not coalesce(c.state -> 'recused' ?| array[h.given_by::text, h.person_id::text], false)
    and not exists (select from app.person n where n.tenant_id = $1 and n.id in (h.given_by, h.person_id)
      and n.suspended_at is not null)
    and exists (select from app.post p where p.tenant_id = $1 and p.person_id = h.person_id and ${HELD}
      and p.since <= h.given_at)
    and ${heldSince('h.given_by', 'h.given_at')}
  order by h.given_at desc, h.id desc`;
const TO_PERSON = live('h.person_id');
const OF_CASE = live('h.case_id');

export const sharesTo = async (tx: Tx, personId: string): Promise<LiveShare[]> =>
  (await tx.query<Row>(TO_PERSON, [tx.tenantId, personId], 'shares-to')).filter(isGiven);

export const sharesOf = async (tx: Tx, caseId: string): Promise<LiveShare[]> =>
  (await tx.query<Row>(OF_CASE, [tx.tenantId, caseId], 'shares-of')).filter(isGiven);

/** Whether whoever gave it still could, and to whom. */
const isGiven = (row: Row): boolean =>
  mayBeShown(row.personPosts) && mayGive({ personId: row.givenBy, posts: row.giverPosts }, row.part, row);

/** Whether somebody may let others see this part: by where the case is, never by what they owe in it, and no wider than theirs. */
export function mayGive(
  giver: { readonly personId: string; readonly posts: readonly Post[] },
  part: SharedPart,
  { caseId, schoolId, phase, realNow }: CaseRow,
): boolean {
  const here: Thing = { caseId, schoolId, phase, owners: [], now: realNow };
  return (
    covers(giver, 'case:share', here) &&
    NAMED_PARTS[part].every((each) => covers(giver, 'case:read', here, each))
  );
}

const namedBy = (shares: readonly LiveShare[]): Named[] =>
  shares.map(({ caseId, part, until }) => ({ caseId, until, parts: NAMED_PARTS[part] }));

/** What somebody was let see, as rules. */
export const rulesBy = ({ personId, posts }: Who, shares: readonly LiveShare[]): Rule[] =>
  rulesOf({ personId, posts, named: namedBy(shares) }, 'shared:read');
