import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { Logger } from '@trustward/observability';
import { AgencyModule } from './agency/agency.module.ts';
import { AuthorityModule } from './authority/authority.module.ts';
import { CarrierModule } from './carrier/carrier.module.ts';
import { CaseModule } from './case/case.module.ts';
import { ChangeModule } from './change/change.module.ts';
import { ConcernModule } from './concern/concern.module.ts';
import { ContactModule } from './contact/contact.module.ts';
import { DutyModule } from './duty/duty.module.ts';
import { HealthModule } from './health/health.module.ts';
import { InvitationModule } from './invitation/invitation.module.ts';
import { LateModule } from './late/late.module.ts';
import { LiveModule } from './live/live.module.ts';
import { NoticeModule } from './notice/notice.module.ts';
import { PeopleModule } from './people/people.module.ts';
import type { ApiConfig } from './platform/api-config.ts';
import { OpenApiController, OpenApiDocument } from './platform/openapi.controller.ts';
import { PlatformModule } from './platform/platform.module.ts';
import { ShareModule } from './share/share.module.ts';
import { SessionModule } from './session/session.module.ts';
import { SignOnModule } from './sign-on/sign-on.module.ts';

/** The list of features. */
@Module({})
export class AppModule {
  static with(config: ApiConfig, logger: Logger): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(config, logger),
        AgencyModule,
        AuthorityModule,
        CarrierModule,
        CaseModule,
        ChangeModule,
        ConcernModule,
        ContactModule,
        DutyModule,
        HealthModule,
        InvitationModule,
        LateModule,
        LiveModule,
        NoticeModule,
        PeopleModule,
        SessionModule,
        ShareModule,
        SignOnModule,
      ],
      controllers: [OpenApiController],
      providers: [OpenApiDocument],
    };
  }
}
