import { Injectable } from '@nestjs/common';
import { CaseUnreadable, audit, openHeader, wordedActs, worldOfCase } from '@trustward/casework';
import { answersOf, localDay, nextWake, startOfDay } from '@trustward/chain';
import type { CaseState, Chain, World } from '@trustward/chain';
import { caseNumbers } from '@trustward/contracts';
import type { CaseView, ShownCase } from '@trustward/contracts';
import type { Tx } from '@trustward/database';
import { RequestScope } from '../platform/request-scope.ts';
import { childShown, nowOf } from '../shared/case-row.ts';
import { dangerNumbersOf } from '../shared/danger-numbers.ts';
import type { AuthorityNumbers } from '../shared/danger-numbers.ts';
import { iso, isoOrNull } from '../shared/instants.ts';
import { accountOf } from './account-of.ts';
import { liveLinks, mailTo } from './agency-link.ts';
import { namesOf, peopleNamed, reporterIn, whoCanSee } from './case-people.ts';
import { caseActsOf } from './case-acts.ts';
import { holdsOf } from './case-holds.ts';
import { keptRecord, partsRead, recordOf } from './case-record.ts';
import type { CaseRecord, KeptRecord } from './case-record.ts';
import { isKeptFromAdults } from './kept-from-adults.ts';
import { toldLate } from './if-late.ts';
import { tasksOf } from './case-task.ts';
import { mayMoveClock } from './drill-clock.ts';
import { safeRoute } from './safe-route.ts';

const LOOKED = `select count(distinct person_id)::integer as looked from app.audit
  where tenant_id = $1 and case_id = $2 and verb = 'case.read' and at >= app.at($3)`;

/** The page of one case. That somebody opened it is recorded before it is shown. */
@Injectable()
export class CaseViewService {
  constructor(private readonly scope: RequestScope) {}

  async open(caseId: string): Promise<ShownCase> {
    const { tx, caller } = this.scope;
    const kept = await keptRecord(tx, caller, caseId);
    await audit(tx, { verb: 'case.read', subjectKind: 'case', subjectId: caseId, caseId });
    try {
      return await this.view(kept);
    } catch (error) {
      // Whether it can be read is known by reading it.
      if (error instanceof CaseUnreadable) return safeRoute(tx, kept, partsRead(caller, kept));
      throw error;
    }
  }

  private async view(kept: KeptRecord): Promise<CaseView> {
    const { tx, caller } = this.scope;
    const { caseId } = kept;
    const record = await recordOf(tx, kept);
    if (isKeptFromAdults(record.chain)) caller.mustHaveSteppedUp();
    const catchingUp = (nextWake(record.state) ?? Infinity) <= nowOf(record);
    // What it shows would be true, and what follows from it never come.
    if (catchingUp && record.setAside) throw new CaseUnreadable('play');
    const world = await worldOfCase(tx, caseId);
    const told = await toldLate(tx, caseId);
    const links = await liveLinks(tx, caseId);
    const makers = links.map(({ madeBy }) => madeBy);
    const named = [...peopleNamed(record, world.people), ...[...told.values()].flat(), ...makers];
    const names = await namesOf(tx, named);
    const acts = await wordedActs(tx, record);
    const mail = await mailTo(tx, caseId);
    const context = { record, world, caller, names, written: acts, toldLate: told, links, mailTo: mail };
    return {
      ...about(tx, record, world),
      account: accountOf(acts),
      reportedBy: reporterIn(names, record.reporterId, partsRead(caller, record)),
      tasks: tasksOf(context),
      holds: holdsOf(context),
      acts: caseActsOf(context),
      whoCanSee: whoCanSee(record, world, names),
      lookedToday: await lookedToday(tx, record, world),
      mayMoveClock: mayMoveClock(caller, record, world),
      catchingUp,
    };
  }
}

type About = Omit<
  CaseView,
  | 'account'
  | 'reportedBy'
  | 'tasks'
  | 'holds'
  | 'acts'
  | 'whoCanSee'
  | 'lookedToday'
  | 'mayMoveClock'
  | 'catchingUp'
>;

function about(tx: Tx, record: CaseRecord, { chain, calendar }: World): About {
  const {
    caseId: id,
    reference,
    school,
    authorityName: authority,
    drill,
    version,
    wrappedKey,
    sealed,
  } = record;
  const now = nowOf(record);
  const numbersOf = (of: AuthorityNumbers) => dangerNumbersOf(tx, of, calendar, now);
  return {
    id,
    reference,
    title: chain.title,
    child: childShown(openHeader(tx, { id, wrappedKey, sealed })),
    answers: answersIn(chain, record.state),
    school,
    authority,
    chain: { title: chain.title, version: chain.version },
    drill,
    openedAt: iso(record.openedAt),
    awareAt: iso(record.state.awareAt),
    endedAt: isoOrNull(record.endedAt),
    version,
    now: iso(now),
    numbers: caseNumbers(numbersOf(record.home), numbersOf(record.workplace)),
  };
}

const answersIn = (chain: Chain, { facts }: CaseState): CaseView['answers'] =>
  Object.entries(chain.facts).flatMap(([id, fact]) => {
    const answer = answersOf(fact)[facts[id] ?? ''];
    return answer === undefined ? [] : [{ fact: id, question: fact.question, answer }];
  });

/** Today by the real clock, also for a drill: people look in real time. */
async function lookedToday(tx: Tx, { caseId, realNow }: CaseRecord, { calendar }: World): Promise<number> {
  const today = startOfDay(calendar, localDay(calendar, realNow));
  const [row] = await tx.query<{ looked: number }>(LOOKED, [tx.tenantId, caseId, today], 'case-looked-today');
  return row?.looked ?? 0;
}
