import { Module } from '@nestjs/common';
import { CaseListService } from './case-list.service.ts';
import { CaseViewService } from './case-view.service.ts';
import { CaseController } from './case.controller.ts';
import { ClockService } from './clock.service.ts';
import { TimelineService } from './timeline.service.ts';

@Module({
  controllers: [CaseController],
  providers: [CaseListService, CaseViewService, ClockService, TimelineService],
})
export class CaseModule {}
