import { Injectable } from '@nestjs/common';
import { audit, openPerson } from '@trustward/casework';
import type { CaseShares, GiveShare } from '@trustward/contracts';
import { NOTICE_MADE } from '@trustward/database';
import { covers, mayBeShown } from '@trustward/permissions';
import type { Post } from '@trustward/permissions';
import { keptRecord } from '../case/case-record.ts';
import type { KeptRecord } from '../case/case-record.ts';
import { NotAllowed, NotThereOrNotYours, RuleRefused, Stale } from '../platform/problems.ts';
import { RequestScope } from '../platform/request-scope.ts';
import { lockedNow } from '../shared/acts.ts';
import { iso } from '../shared/instants.ts';
import { roleTitle } from '../shared/role-words.ts';
import { namesOf } from '../case/case-people.ts';
import { mayGive, postsHeld, sharesOf } from './live-shares.ts';
import { shownShares } from './shown-shares.ts';

const DAY_MS = 86_400_000;

/** Whoever works for the trust now and may have a part in the case. */
const COLLEAGUES = `select n.id, n.sealed, ${postsHeld('n.id')} as posts,
    (select s.name from app.post p join app.school s on s.tenant_id = p.tenant_id and s.id = p.school_id
      where p.tenant_id = $1 and p.person_id = n.id and p.since <= now() and coalesce(p.until > now(), true)
      order by p.since, p.id limit 1) as school
  from app.person n join app.case_file c on c.tenant_id = n.tenant_id and c.id = $2
  where n.tenant_id = $1 and n.suspended_at is null and n.id <> (select app.person())
    and n.id <> all((select app.kept_from($2))::uuid[])
    and not coalesce(c.state -> 'recused' ? n.id::text, false)
    and ($3::uuid is null or n.id = $3)`;

const END = `update app.case_share set ended_at = clock_timestamp(), ended_by = (select app.person())
  where tenant_id = $1 and case_id = $2 and ended_at is null and (id = $3 or person_id = $4)
  returning id, person_id as "personId"`;
const GIVE = `insert into app.case_share (tenant_id, id, case_id, person_id, given_by, part, reason, until_at)
  values ($1, $2, $3, $4, (select app.person()), $5, $6, clock_timestamp() + $7 * interval '1 millisecond')`;
const GIVEN =
  'select case_id as "caseId", given_by as "givenBy" from app.case_share where tenant_id = $1 and id = $2';

interface Colleague {
  readonly id: string;
  readonly sealed: Buffer;
  readonly posts: readonly Post[];
  readonly school: string | null;
}

/** Letting a named colleague see a part of a case for a time, and ending that. */
@Injectable()
export class ShareService {
  constructor(private readonly scope: RequestScope) {}

  async list(caseId: string): Promise<CaseShares> {
    const { tx } = this.scope;
    const record = await this.record(caseId);
    const people = (await this.colleagues(record)).map(({ id, sealed, posts, school }) => ({
      id,
      name: openPerson(tx, id, sealed).name,
      role: roleTitle(posts[0]?.role ?? ''),
      school,
    }));
    await audit(tx, { verb: 'case.readShares', subjectKind: 'case', subjectId: caseId, caseId });
    const shares = await sharesOf(tx, caseId);
    const names = await namesOf(
      tx,
      shares.flatMap(({ personId, givenBy }) => [personId, givenBy]),
    );
    return {
      items: shownShares(tx, shares, names),
      people: people.sort((a, b) => a.name.localeCompare(b.name)),
      now: iso(record.realNow),
    };
  }

  async give(caseId: string, { eventId, to, part, days, reason }: GiveShare): Promise<void> {
    const { tx, caller } = this.scope;
    const record = await this.record(caseId);
    await lockedNow(tx, caseId);
    const [before] = await tx.query<{ caseId: string; givenBy: string }>(GIVEN, [tx.tenantId, eventId]);
    if (before !== undefined) {
      if (before.caseId === caseId && before.givenBy === caller.personId) return;
      throw new Stale('This was sent before, for something else. Reload the page.');
    }
    // One sentence for every reason: whoever is refused may be so because of what the case is about.
    if (!mayGive(caller, part, record) || (await this.colleagues(record, to)).length === 0) {
      throw new RuleRefused(
        'notAllowed',
        'The case cannot be shown to this colleague. Choose somebody else.',
        [{ field: 'to', reason: 'Choose somebody else' }],
      );
    }
    await tx.query(END, [tx.tenantId, caseId, null, to]);
    const seal = tx.keys.ofCase(caseId, record.wrappedKey);
    const sealed = seal.seal({ table: 'case_share', column: 'reason', row: eventId }, reason);
    await tx.query(GIVE, [tx.tenantId, eventId, caseId, to, part, sealed, days * DAY_MS]);
    await audit(tx, {
      ...{ verb: 'case.share', subjectKind: 'caseShare', subjectId: eventId, caseId },
      detail: { to, part, days },
    });
    await this.tell(to);
  }

  /** What has ended already stays as it ended. */
  async end(caseId: string, shareId: string): Promise<void> {
    const { tx } = this.scope;
    await this.record(caseId);
    const [ended] = await tx.query<{ personId: string }>(END, [tx.tenantId, caseId, shareId, null]);
    if (ended === undefined) return this.mustBeThere(caseId, shareId);
    await audit(tx, { verb: 'case.endShare', subjectKind: 'caseShare', subjectId: shareId, caseId });
    await this.tell(ended.personId);
  }

  private async mustBeThere(caseId: string, shareId: string): Promise<void> {
    const { tx } = this.scope;
    const [given] = await tx.query<{ caseId: string }>(GIVEN, [tx.tenantId, shareId]);
    if (given?.caseId !== caseId) throw new NotThereOrNotYours();
  }

  /** The case, for whoever may let others see it. */
  private async record(caseId: string): Promise<KeptRecord> {
    const { tx, caller } = this.scope;
    const record = await keptRecord(tx, caller, caseId);
    if (!caller.may('case:share', { ...record, owners: [] })) throw new NotAllowed();
    return record;
  }

  /**
   * Whom it may be shown to: of the schools where the caller could show cases, and of the trust. A brother's school may need
   * to know too, which is for whoever reaches both to say. Whoever can open it anyway is not among them.
   */
  private async colleagues(record: KeptRecord, one: string | null = null): Promise<Colleague[]> {
    const { tx, caller } = this.scope;
    const rows = await tx.query<Colleague>(COLLEAGUES, [tx.tenantId, record.caseId, one], 'share-colleagues');
    const here = { ...record, owners: [], now: record.realNow };
    return rows.filter(
      ({ id, posts }) =>
        mayBeShown(posts) &&
        posts.some(({ schoolId }) => schoolId === null || caller.may('case:share', { ...here, schoolId })) &&
        !covers({ personId: id, posts }, 'case:read', here),
    );
  }

  /** An open page hears of it at once, whichever way it went. */
  private async tell(personId: string): Promise<void> {
    const { tx } = this.scope;
    const told = { tenantId: tx.tenantId, personIds: [personId] };
    await tx.query('select pg_notify($1, $2)', [NOTICE_MADE, JSON.stringify(told)]);
  }
}
