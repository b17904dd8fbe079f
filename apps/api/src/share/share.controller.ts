import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { caseShares, endShare, giveShare, id, sharedCase, sharedList } from '@trustward/contracts';
import type { CaseShares, EndShare, GiveShare, SharedCase, SharedList } from '@trustward/contracts';
import { Allow } from '../platform/allow.ts';
import { Answers, AnswersNothing } from '../platform/answers.ts';
import { ShareService } from './share.service.ts';
import { SharedCaseService } from './shared-case.service.ts';

/** Need to know: a named colleague sees a part of a case, for a time. */
@Controller()
export class ShareController {
  constructor(
    private readonly shares: ShareService,
    private readonly shared: SharedCaseService,
  ) {}

  @Get('cases/:caseId/shares')
  @Allow('case:share')
  @Answers(caseShares)
  list(@Param('caseId', { schema: id }) caseId: string): Promise<CaseShares> {
    return this.shares.list(caseId);
  }

  @Post('cases/:caseId/shares')
  @Allow('case:share')
  @AnswersNothing()
  give(
    @Param('caseId', { schema: id }) caseId: string,
    @Body({ schema: giveShare }) given: GiveShare,
  ): Promise<void> {
    return this.shares.give(caseId, given);
  }

  @Post('cases/:caseId/shares/:shareId/end')
  @Allow('case:share')
  @AnswersNothing()
  end(
    @Param('caseId', { schema: id }) caseId: string,
    @Param('shareId', { schema: id }) shareId: string,
    @Body({ schema: endShare }) _given: EndShare,
  ): Promise<void> {
    return this.shares.end(caseId, shareId);
  }

  @Get('shared')
  @Allow('shared:read')
  @Answers(sharedList)
  mine(): Promise<SharedList> {
    return this.shared.list();
  }

  @Get('shared/:caseId')
  @Allow('shared:read')
  @Answers(sharedCase)
  open(@Param('caseId', { schema: id }) caseId: string): Promise<SharedCase> {
    return this.shared.open(caseId);
  }
}
