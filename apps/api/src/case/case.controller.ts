import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import {
  actResult,
  casePage,
  caseQuery,
  id,
  moveClock,
  pageQuery,
  shownCase,
  timelinePage,
} from '@trustward/contracts';
import type {
  ActResult,
  CasePage,
  CaseQuery,
  MoveClock,
  PageQuery,
  ShownCase,
  TimelinePage,
} from '@trustward/contracts';
import { Allow } from '../platform/allow.ts';
import { Answers } from '../platform/answers.ts';
import { CaseListService } from './case-list.service.ts';
import { CaseViewService } from './case-view.service.ts';
import { ClockService } from './clock.service.ts';
import { TimelineService } from './timeline.service.ts';

@Controller('cases')
export class CaseController {
  constructor(
    private readonly cases: CaseListService,
    private readonly views: CaseViewService,
    private readonly timelines: TimelineService,
    private readonly clocks: ClockService,
  ) {}

  @Get()
  @Allow('case:list')
  @Answers(casePage)
  list(@Query({ schema: caseQuery }) query: CaseQuery): Promise<CasePage> {
    return this.cases.list(query);
  }

  @Get(':caseId')
  @Allow('case:read')
  @Answers(shownCase)
  open(@Param('caseId', { schema: id }) caseId: string): Promise<ShownCase> {
    return this.views.open(caseId);
  }

  @Get(':caseId/timeline')
  @Allow('case:read')
  @Answers(timelinePage)
  timeline(
    @Param('caseId', { schema: id }) caseId: string,
    @Query({ schema: pageQuery }) query: PageQuery,
  ): Promise<TimelinePage> {
    return this.timelines.page(caseId, query);
  }

  /** For whoever may read the case; whose it is to move is the service's to say, case by case. */
  @Post(':caseId/clock')
  @Allow('case:read')
  @Answers(actResult)
  moveClock(
    @Param('caseId', { schema: id }) caseId: string,
    @Body({ schema: moveClock }) given: MoveClock,
  ): Promise<ActResult> {
    return this.clocks.move(caseId, given);
  }
}
