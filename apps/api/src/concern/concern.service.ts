import { Inject, Injectable } from '@nestjs/common';
import { CannotOpenHere, initialsOf, openCase } from '@trustward/casework';
import type { OpenResult } from '@trustward/casework';
import { receipt } from '@trustward/contracts';
import type { ConcernReport, Receipt } from '@trustward/contracts';
import type { Logger } from '@trustward/observability';
import { LOGGER } from '../platform/api-config.ts';
import { NotAllowed, NotThereOrNotYours, RuleRefused, Stale } from '../platform/problems.ts';
import { RequestScope } from '../platform/request-scope.ts';
import { lostReceiptOf, receiptOf } from './receipt.ts';
import { CONCERN_CHAIN, ReportFormService } from './report-form.service.ts';

/** Takes a report and opens its case; the reporter gets the receipt and nothing else. */
@Injectable()
export class ConcernService {
  constructor(
    private readonly scope: RequestScope,
    private readonly form: ReportFormService,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async report(report: ConcernReport): Promise<Receipt> {
    const { caller } = this.scope;
    if (!(await this.form.mayReportFor(report.schoolId))) throw new NotThereOrNotYours();
    if (report.drill && !caller.holds('drill:open')) throw new NotAllowed();
    const opened = await this.open(report);
    if (opened.refusal?.code === 'stale') throw new Stale(opened.refusal.sentence);
    if (opened.refusal !== null) throw new RuleRefused(opened.refusal.code, opened.refusal.sentence);
    if (opened.unread.length > 0) this.alarm(opened);
    return this.told(report, opened);
  }

  /** No report waits for what was damaged; somebody has to mend it. */
  private alarm({ caseId, unread }: OpenResult): void {
    const code = unread.join('-');
    this.logger.error('a case opened by what was there before, as what it opens under cannot be read', {
      caseId,
      code,
    });
  }

  /** As it was at first; where that cannot be read any more, that it was recorded all the same. */
  private async told(report: ConcernReport, { receipt: kept, ...opened }: OpenResult): Promise<Receipt> {
    const told = receipt.safeParse(kept);
    if (told.success) return told.data;
    const { reference, openedAt, world } = opened;
    if (opened.outcome === 'applied' || reference === null || openedAt === null) throw told.error;
    return lostReceiptOf(this.scope.tx, report, { reference, openedAt, world });
  }

  private async open(report: ConcernReport): Promise<OpenResult> {
    const { tx, caller } = this.scope;
    const { eventId, schoolId, authorityId, childName, yearGroup, account, awareAt, facts, drill } = report;
    try {
      return await openCase(tx, {
        eventId,
        schoolId,
        ...(authorityId === undefined ? {} : { authorityId }),
        chainId: CONCERN_CHAIN,
        awareAt: Date.parse(awareAt),
        facts,
        drill,
        by: caller.personId,
        header: { childName, initials: initialsOf(childName), yearGroup },
        words: { account },
        receipt: (opened) => receiptOf(tx, caller, report, opened),
      });
    } catch (thrown) {
      // Whether an authority exists and a chain is published is only known while opening.
      if (thrown instanceof CannotOpenHere) throw new RuleRefused('cannotOpenHere', thrown.message);
      throw thrown;
    }
  }
}
