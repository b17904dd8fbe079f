import { Injectable } from '@nestjs/common';
import { CaseUnreadable, audit, openHeader } from '@trustward/casework';
import { localDay, nextWake, startOfDay } from '@trustward/chain';
import type { World } from '@trustward/chain';
import type { CaseView, ShownCase } from '@trustward/contracts';
import type { Tx } from '@trustward/database';
import { RequestScope } from '../platform/request-scope.ts';
import { childShown, nowOf } from '../shared/case-row.ts';
import { iso, isoOrNull } from '../shared/instants.ts';
import { accountOf } from './account-of.ts';
import { sharesOf } from '../share/live-shares.ts';
import { shownShares } from '../share/shown-shares.ts';
import { answersIn } from './case-answers.ts';
import { contextOf, numbersOfCase } from './case-context.ts';
import { reporterIn, whoCanSee } from './case-people.ts';
import { caseActsOf } from './case-acts.ts';
import { holdsOf } from './case-holds.ts';
import { keptRecord, partsRead, recordOf } from './case-record.ts';
import type { CaseRecord, KeptRecord } from './case-record.ts';
import { isKeptFromAdults } from './kept-from-adults.ts';
import { tasksOf } from './case-task.ts';
import { mayMoveClock } from './drill-clock.ts';
import { safeRoute } from './safe-route.ts';

const LOOKED = `select count(distinct person_id)::integer as looked from app.audit
  where tenant_id = $1 and case_id = $2 and verb in ('case.read', 'case.readShared') and at >= app.at($3)`;

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
    const shares = await sharesOf(tx, caseId);
    const told = shares.flatMap(({ personId, givenBy }) => [personId, givenBy]);
    const context = await contextOf(tx, caller, record, told);
    const { world, names } = context;
    return {
      ...about(tx, record, world),
      account: accountOf(context.written),
      reportedBy: reporterIn(names, record.reporterId, partsRead(caller, record)),
      tasks: tasksOf(context),
      holds: holdsOf(context),
      acts: caseActsOf(context),
      whoCanSee: whoCanSee(record, world, names),
      shares: shownShares(tx, shares, names),
      mayShare: caller.may('case:share', { ...record, owners: [] }),
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
  | 'shares'
  | 'mayShare'
  | 'lookedToday'
  | 'mayMoveClock'
  | 'catchingUp'
>;

function about(tx: Tx, record: CaseRecord, world: World): About {
  const { chain } = world;
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
    numbers: numbersOfCase(tx, record, world),
  };
}

/** Today by the real clock, also for a drill: people look in real time. */
async function lookedToday(tx: Tx, { caseId, realNow }: CaseRecord, { calendar }: World): Promise<number> {
  const today = startOfDay(calendar, localDay(calendar, realNow));
  const [row] = await tx.query<{ looked: number }>(LOOKED, [tx.tenantId, caseId, today], 'case-looked-today');
  return row?.looked ?? 0;
}
