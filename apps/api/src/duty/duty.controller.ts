import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { actResult, dutyDone, dutyPage, id, pageQuery, takeOver } from '@trustward/contracts';
import type { ActResult, DutyDone, DutyPage, PageQuery, TakeOver } from '@trustward/contracts';
import { Allow } from '../platform/allow.ts';
import { Answers } from '../platform/answers.ts';
import { stepId } from '../platform/params.ts';
import { DutyListService } from './duty-list.service.ts';
import { DutyService } from './duty.service.ts';

@Controller()
export class DutyController {
  constructor(
    private readonly list: DutyListService,
    private readonly duties: DutyService,
  ) {}

  @Get('duties')
  @Allow('duty:read')
  @Answers(dutyPage)
  mine(@Query({ schema: pageQuery }) query: PageQuery): Promise<DutyPage> {
    return this.list.mine(query);
  }

  @Get('duties/drills')
  @Allow('duty:read')
  @Answers(dutyPage)
  drills(@Query({ schema: pageQuery }) query: PageQuery): Promise<DutyPage> {
    return this.list.drills(query);
  }

  @Post('cases/:caseId/duties/:step/done')
  @Allow('duty:do')
  @Answers(actResult)
  done(
    @Param('caseId', { schema: id }) caseId: string,
    @Param('step', { schema: stepId }) step: string,
    @Body({ schema: dutyDone }) given: DutyDone,
  ): Promise<ActResult> {
    return this.duties.done(caseId, step, given);
  }

  @Post('cases/:caseId/duties/:step/take-over')
  @Allow('duty:takeOver')
  @Answers(actResult)
  takeOver(
    @Param('caseId', { schema: id }) caseId: string,
    @Param('step', { schema: stepId }) step: string,
    @Body({ schema: takeOver }) given: TakeOver,
  ): Promise<ActResult> {
    return this.duties.takeOver(caseId, step, given);
  }
}
