import { Body, Controller, Param, Post } from '@nestjs/common';
import { agencyLink, id, makeLink, withdrawLink } from '@trustward/contracts';
import type { AgencyLink, MakeLink, WithdrawLink } from '@trustward/contracts';
import { Allow } from '../platform/allow.ts';
import { Answers, AnswersNothing } from '../platform/answers.ts';
import { stepId } from '../platform/params.ts';
import { AgencyLinkService } from './agency-link.service.ts';

@Controller('cases/:caseId/duties/:step/link')
export class AgencyLinkController {
  constructor(private readonly links: AgencyLinkService) {}

  @Post()
  @Allow('duty:do')
  @Answers(agencyLink)
  make(
    @Param('caseId', { schema: id }) caseId: string,
    @Param('step', { schema: stepId }) step: string,
    @Body({ schema: makeLink }) given: MakeLink,
  ): Promise<AgencyLink> {
    return this.links.make(caseId, step, given);
  }

  @Post('withdraw')
  @Allow('duty:do')
  @AnswersNothing()
  withdraw(
    @Param('caseId', { schema: id }) caseId: string,
    @Param('step', { schema: stepId }) step: string,
    @Body({ schema: withdrawLink }) _given: WithdrawLink,
  ): Promise<void> {
    return this.links.withdraw(caseId, step);
  }
}
