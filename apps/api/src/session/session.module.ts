import { Module } from '@nestjs/common';
import { AccountController } from './account.controller.ts';
import { AccountService } from './account.service.ts';
import { AuthenticatorController } from './authenticator.controller.ts';
import { AuthenticatorService } from './authenticator.service.ts';
import { Devices } from './devices.ts';
import { MeService } from './me.service.ts';
import { Throttle } from '../platform/throttle.ts';
import { OwnPassword } from './own-password.ts';
import { PasswordService } from './password.service.ts';
import { Passwords } from './passwords.ts';
import { SecondFactor } from './second-factor.ts';
import { SessionController } from './session.controller.ts';
import { SignInRulesController } from './sign-in-rules.controller.ts';
import { SignInRulesService } from './sign-in-rules.service.ts';
import { SignInService } from './sign-in.service.ts';
import { StepUpService } from './step-up.service.ts';

@Module({
  controllers: [AccountController, AuthenticatorController, SessionController, SignInRulesController],
  providers: [
    AccountService,
    AuthenticatorService,
    Devices,
    MeService,
    OwnPassword,
    PasswordService,
    Passwords,
    SecondFactor,
    SignInRulesService,
    SignInService,
    StepUpService,
    // One for all that asks for a password: a guesser has no more tries for there being two places.
    { provide: Throttle, useFactory: () => new Throttle() },
  ],
  exports: [MeService],
})
export class SessionModule {}
