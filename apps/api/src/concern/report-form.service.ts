import { Injectable } from '@nestjs/common';
import { CannotOpenHere, inForce, nationalCalendar, unlessUnreadable } from '@trustward/casework';
import type { InForce } from '@trustward/casework';
import { questions } from '@trustward/chain';
import type { ReportForm, SchoolPhase } from '@trustward/contracts';
import type { Tx } from '@trustward/database';
import { RuleRefused } from '../platform/problems.ts';
import { RequestScope } from '../platform/request-scope.ts';
import { dangerNumbersOf, numbersIn } from '../shared/danger-numbers.ts';
import type { AuthorityNumbers } from '../shared/danger-numbers.ts';

/** The chain that a concern about a child follows. */
export const CONCERN_CHAIN = 'concern-about-a-child';

interface School {
  readonly id: string;
  readonly name: string;
  readonly authorityId: string;
  readonly phase: SchoolPhase;
}
interface Authority {
  readonly id: string;
  readonly told: AuthorityNumbers;
}

const SCHOOLS = `select s.id, s.name, s.authority_id as "authorityId", s.phase from app.school s
  where s.tenant_id = $1 and ($2::boolean or s.id = any($3::uuid[])) order by s.name`;
const AUTHORITIES = `select a.id, ${numbersIn('a')} as told from platform.authority a order by a.name`;
/** What the report form asks, and whom to ring before it. */
@Injectable()
export class ReportFormService {
  constructor(private readonly scope: RequestScope) {}

  async form(): Promise<ReportForm> {
    const { tx } = this.scope;
    const schools = await this.schools();
    const authorities = await tx.query<Authority>(AUTHORITIES, [], 'report-authorities');
    const today = await ofToday(tx);
    const calendar = today?.calendar ?? (await unlessUnreadable(nationalCalendar(tx)));
    const numbers = new Map(
      authorities.map((it) => [it.id, dangerNumbersOf(tx, it.told, calendar, tx.startedAt)]),
    );
    return {
      schools: schools.flatMap((school) => {
        const danger = numbers.get(school.authorityId);
        return danger === undefined
          ? []
          : [{ id: school.id, name: school.name, phase: school.phase, danger }];
      }),
      authorities: [...numbers].map(([key, danger]) => ({ id: key, name: danger.authority, danger })),
      chain: today && namedOf(today),
      questions: (today === null ? [] : questions(today.chain)).map((question) => ({
        ...question,
        options: [...question.options],
      })),
    };
  }

  /** The schools the caller may report for: their own, or all of them for those who work for the whole trust. */
  private schools(): Promise<School[]> {
    const { tx } = this.scope;
    const { ids, wholeTrust } = this.reach();
    return tx.query<School>(SCHOOLS, [tx.tenantId, wholeTrust, ids], 'report-schools');
  }

  /** The same for one school: the posts say it, and only of those for the whole trust must it be looked up. */
  async mayReportFor(schoolId: string): Promise<boolean> {
    const { ids, wholeTrust } = this.reach();
    if (ids.includes(schoolId)) return true;
    return wholeTrust && (await this.schools()).some(({ id }) => id === schoolId);
  }

  private reach() {
    const { posts } = this.scope.caller;
    return {
      ids: posts.flatMap(({ schoolId }) => (schoolId === null ? [] : [schoolId])),
      wholeTrust: posts.some(({ schoolId }) => schoolId === null),
    };
  }
}

const namedOf = ({ chain: { id, title, version } }: InForce) => ({ id, title, version });

/** Null where it cannot be read: nobody who must report waits until that is mended. */
async function ofToday(tx: Tx): Promise<InForce | null> {
  try {
    return await unlessUnreadable(inForce(tx, CONCERN_CHAIN));
  } catch (thrown) {
    if (!(thrown instanceof CannotOpenHere)) throw thrown;
    throw new RuleRefused('noProcedure', 'Your trust has not published this procedure yet.');
  }
}
