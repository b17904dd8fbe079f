import { Module } from '@nestjs/common';
import { API_CONFIG, type ApiConfig } from '../platform/api-config.ts';
import { Throttle } from '../platform/throttle.ts';
import { SessionModule } from '../session/session.module.ts';
import { Attempts } from './attempts.ts';
import { Issuers } from './issuer.ts';
import { OwnLinkService } from './own-link.service.ts';
import { SignOnController } from './sign-on.controller.ts';
import { SignOnService } from './sign-on.service.ts';
import { TrustSignOnController } from './trust-sign-on.controller.ts';
import { TrustSignOnService } from './trust-sign-on.service.ts';

@Module({
  imports: [SessionModule],
  controllers: [SignOnController, TrustSignOnController],
  providers: [
    Attempts,
    OwnLinkService,
    SignOnService,
    TrustSignOnService,
    { provide: Issuers, inject: [API_CONFIG], useFactory: (config: ApiConfig) => new Issuers(config.signOn) },
    // Lanes of its own: whoever floods this keeps nobody's password waiting. Wide ones: there is nothing to guess at, an issuer
    // takes its time, and a whole school, behind one address, may sign on within a minute.
    { provide: Throttle, useFactory: () => new Throttle({ atOnce: 16, heldByAddress: 128 }) },
  ],
})
export class SignOnModule {}
