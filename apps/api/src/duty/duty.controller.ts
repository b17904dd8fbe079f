import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import {
  acknowledge,
  actResult,
  agree,
  decline,
  dutyDone,
  dutyPage,
  handOver,
  id,
  pageQuery,
  pauseClock,
  questionPage,
  resumeClock,
  takeOver,
  waive,
} from '@trustward/contracts';
import type {
  Acknowledge,
  ActResult,
  Agree,
  Decline,
  DutyDone,
  DutyPage,
  HandOver,
  PageQuery,
  PauseClock,
  QuestionPage,
  ResumeClock,
  TakeOver,
  Waive,
} from '@trustward/contracts';
import { Allow } from '../platform/allow.ts';
import { Answers } from '../platform/answers.ts';
import { stepId } from '../platform/params.ts';
import { DutyAnswerService } from './duty-answer.service.ts';
import { DutyListService } from './duty-list.service.ts';
import { DutyService } from './duty.service.ts';
import { QuestionListService } from './question-list.service.ts';

@Controller()
export class DutyController {
  constructor(
    private readonly list: DutyListService,
    private readonly duties: DutyService,
    private readonly answers: DutyAnswerService,
    private readonly questions: QuestionListService,
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

  @Get('duties/asked')
  @Allow('duty:answer')
  @Answers(questionPage)
  asked(@Query({ schema: pageQuery }) query: PageQuery): Promise<QuestionPage> {
    return this.questions.mine(query);
  }

  @Get('duties/asked/drills')
  @Allow('duty:answer')
  @Answers(questionPage)
  askedInDrills(@Query({ schema: pageQuery }) query: PageQuery): Promise<QuestionPage> {
    return this.questions.drills(query);
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

  @Post('cases/:caseId/duties/:step/acknowledge')
  @Allow('duty:acknowledge')
  @Answers(actResult)
  acknowledge(
    @Param('caseId', { schema: id }) caseId: string,
    @Param('step', { schema: stepId }) step: string,
    @Body({ schema: acknowledge }) given: Acknowledge,
  ): Promise<ActResult> {
    return this.answers.acknowledge(caseId, step, given);
  }

  @Post('cases/:caseId/duties/:step/hand-over')
  @Allow('duty:handOver')
  @Answers(actResult)
  handOver(
    @Param('caseId', { schema: id }) caseId: string,
    @Param('step', { schema: stepId }) step: string,
    @Body({ schema: handOver }) given: HandOver,
  ): Promise<ActResult> {
    return this.answers.handOver(caseId, step, given);
  }

  @Post('cases/:caseId/duties/:step/waive')
  @Allow('duty:waive')
  @Answers(actResult)
  waive(
    @Param('caseId', { schema: id }) caseId: string,
    @Param('step', { schema: stepId }) step: string,
    @Body({ schema: waive }) given: Waive,
  ): Promise<ActResult> {
    return this.answers.waive(caseId, step, given);
  }

  @Post('cases/:caseId/duties/:step/pause')
  @Allow('duty:pause')
  @Answers(actResult)
  pause(
    @Param('caseId', { schema: id }) caseId: string,
    @Param('step', { schema: stepId }) step: string,
    @Body({ schema: pauseClock }) given: PauseClock,
  ): Promise<ActResult> {
    return this.answers.pause(caseId, step, given);
  }

  @Post('cases/:caseId/duties/:step/resume')
  @Allow('duty:pause')
  @Answers(actResult)
  resume(
    @Param('caseId', { schema: id }) caseId: string,
    @Param('step', { schema: stepId }) step: string,
    @Body({ schema: resumeClock }) given: ResumeClock,
  ): Promise<ActResult> {
    return this.answers.resume(caseId, step, given);
  }

  @Post('cases/:caseId/duties/:step/agree')
  @Allow('duty:answer')
  @Answers(actResult)
  agree(
    @Param('caseId', { schema: id }) caseId: string,
    @Param('step', { schema: stepId }) step: string,
    @Body({ schema: agree }) given: Agree,
  ): Promise<ActResult> {
    return this.answers.agree(caseId, step, given);
  }

  @Post('cases/:caseId/duties/:step/decline')
  @Allow('duty:answer')
  @Answers(actResult)
  decline(
    @Param('caseId', { schema: id }) caseId: string,
    @Param('step', { schema: stepId }) step: string,
    @Body({ schema: decline }) given: Decline,
  ): Promise<ActResult> {
    return this.answers.decline(caseId, step, given);
  }
}
