import { Module } from '@nestjs/common';
import { AgencyLinkController } from './agency-link.controller.ts';
import { AgencyLinkService } from './agency-link.service.ts';
import { CaseActController } from './case-act.controller.ts';
import { CaseActService } from './case-act.service.ts';
import { CaseListService } from './case-list.service.ts';
import { CaseViewService } from './case-view.service.ts';
import { CaseController } from './case.controller.ts';
import { ClockService } from './clock.service.ts';
import { HoldController } from './hold.controller.ts';
import { HoldService } from './hold.service.ts';
import { TimelineService } from './timeline.service.ts';

@Module({
  controllers: [AgencyLinkController, CaseActController, CaseController, HoldController],
  providers: [
    AgencyLinkService,
    CaseActService,
    CaseListService,
    CaseViewService,
    ClockService,
    HoldService,
    TimelineService,
  ],
})
export class CaseModule {}
