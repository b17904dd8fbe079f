import { identities, sealPerson } from '@trustward/casework';
import type { OffDutyEdit, PostsEdit, Was } from '@trustward/casework';
import { ROLES } from '@trustward/chain';
import type { DraftChange } from '@trustward/contracts';
import { uuidv8 } from '@trustward/database';
import type { Tx } from '@trustward/database';
import { NotThereOrNotYours, RuleRefused, Stale } from '../platform/problems.ts';
import { roleTitle } from '../shared/role-words.ts';

type DraftOf<Kind extends DraftChange['kind']> = Extract<DraftChange, { kind: Kind }>;
interface Held {
  readonly id: string;
  readonly role: PostsEdit['ends'][number]['role'];
  readonly schoolId: string | null;
  readonly school: string | null;
  readonly since: number;
  readonly until: number | null;
}

const HELD = `select p.id, p.role, p.school_id as "schoolId", s.name as school, app.ms(p.since) as since, app.ms(p.until) as until
  from app.post p left join app.school s on s.tenant_id = p.tenant_id and s.id = p.school_id
  where p.tenant_id = $1 and p.person_id = $2 and coalesce(p.until > greatest(now(), p.since), true)`;
const SCHOOLS = 'select id, name from app.school where tenant_id = $1';
const OTHER_ADMINISTRATORS = `select from app.post p join app.person n on n.tenant_id = p.tenant_id and n.id = p.person_id
  where p.tenant_id = $1 and p.role = 'trustAdministrator' and p.person_id <> $2 and n.suspended_at is null
    and p.since <= now() and p.until is null limit 1`;

const refused = (field: string, reason: string): RuleRefused =>
  new RuleRefused('posts', reason, [{ field, reason }]);

/** Which posts of somebody end and begin, as it is kept; a school or a post that is not the trust's is not there. */
export async function postsOf(tx: Tx, draft: DraftOf<'posts'>): Promise<PostsEdit> {
  const { personId } = draft;
  const held = await tx.query<Held>(HELD, [tx.tenantId, personId], 'posts-held');
  const from = draft.from === null || Date.parse(draft.from) <= tx.startedAt ? null : Date.parse(draft.from);
  if (draft.ends.length === 0 && draft.begins.length === 0) {
    throw refused('ends', 'Say which post ends, or which begins.');
  }
  const ends = [...new Set(draft.ends)].map((id) => {
    const found = held.find((one) => one.id === id);
    if (found === undefined) throw new NotThereOrNotYours();
    const { role, school, until } = found;
    if (until !== null && until <= (from ?? tx.startedAt)) {
      throw refused('ends', `${roleTitle(role)} is over by then anyhow.`);
    }
    return { id, role, school, until };
  });
  const begins = await begunOf(tx, draft, held);
  await mustLeaveAnAdministrator(tx, personId, held, { ends, begins, from });
  return { ends, begins, from };
}

async function begunOf(
  tx: Tx,
  { eventId, ends, begins }: Pick<DraftOf<'posts'>, 'eventId' | 'ends' | 'begins'>,
  held: readonly Held[],
): Promise<PostsEdit['begins']> {
  const rows = await tx.query<{ id: string; name: string }>(SCHOOLS, [tx.tenantId], 'schools-of-posts');
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  const stays = held.filter(({ id }) => !ends.includes(id));
  return begins.map(({ role, schoolId }, index) => {
    const isOfSchool = ROLES[role].scope === 'school';
    if (isOfSchool !== (schoolId !== null)) {
      const title = roleTitle(role);
      throw refused(
        'begins',
        isOfSchool ? `${title} is of a school: say which.` : `${title} is of no school.`,
      );
    }
    const school = schoolId === null ? null : (names.get(schoolId) ?? null);
    if (schoolId !== null && school === null) throw new NotThereOrNotYours();
    if (stays.some((one) => one.role === role && one.schoolId === schoolId)) {
      throw refused('begins', `They hold that post already: ${roleTitle(role)}.`);
    }
    return { id: uuidv8(`post ${eventId} ${index}`), role, schoolId, school };
  });
}

const ADD = `insert into app.person (tenant_id, id, sealed) values ($1, $2, $3) on conflict (tenant_id, id) do nothing returning id`;

/** Whoever joins is a person of their own, whoever else is called so: it is asked of nobody whether a case knows them. */
export const joinerId = (eventId: string): string => uuidv8(`joiner ${eventId}`);

/** Kept when they are drafted, in no list until they hold a post. */
export async function addJoiner(tx: Tx, { eventId, name, email }: DraftOf<'joiner'>): Promise<void> {
  const id = joinerId(eventId);
  const sealed = sealPerson(tx, id, { name, email: email.toLowerCase(), phone: null });
  if ((await tx.query(ADD, [tx.tenantId, id, sealed])).length > 0) return;
  const known = (await identities(tx, [id])).get(id);
  if (known?.name === name && known.email === email.toLowerCase()) return;
  throw new Stale('Something else was already drafted from this page. Reload it.');
}

/** The posts that somebody begins with. */
export async function joinerOf(tx: Tx, { eventId, begins, from }: DraftOf<'joiner'>): Promise<PostsEdit> {
  return {
    ends: [],
    begins: await begunOf(tx, { eventId, ends: [], begins }, []),
    from: from === null || Date.parse(from) <= tx.startedAt ? null : Date.parse(from),
  };
}

/** Whoever comes after could be let in by nobody. */
async function mustLeaveAnAdministrator(
  tx: Tx,
  personId: string,
  held: readonly Held[],
  { ends, begins }: PostsEdit,
): Promise<void> {
  const isOne = ({ role }: { readonly role: string }): boolean => role === 'trustAdministrator';
  const ended = new Set(ends.map(({ id }) => id));
  if (!ends.some(isOne) || begins.some(isOne) || held.some((one) => isOne(one) && !ended.has(one.id))) return;
  if ((await tx.query(OTHER_ADMINISTRATORS, [tx.tenantId, personId])).length > 0) return;
  throw refused('ends', 'Nobody else administers the trust. Have somebody else begin that first.');
}

/** Off duty or back; of oneself by nobody, for whoever is off duty could not be let back by themselves either. */
export function offDutyOf(tx: Tx, { personId, offDuty }: DraftOf<'offDuty'>, was: Was): OffDutyEdit {
  if (personId === tx.personId) throw new RuleRefused('ownAct', 'Somebody else must do this for you.');
  if ('offDuty' in was && was.offDuty === offDuty) {
    throw new RuleRefused('offDuty', offDuty ? 'They are off duty already.' : 'They are on duty already.');
  }
  return { offDuty };
}
