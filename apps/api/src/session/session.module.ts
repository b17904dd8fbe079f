import { Module } from '@nestjs/common';
import { AccountController } from './account.controller.ts';
import { AccountService } from './account.service.ts';
import { AuthenticatorController } from './authenticator.controller.ts';
import { AuthenticatorService } from './authenticator.service.ts';
import { Devices } from './devices.ts';
import { Entrance } from './entrance.ts';
import { MeService } from './me.service.ts';
import { Throttle } from '../platform/throttle.ts';
import { OwnPassword } from './own-password.ts';
import { PasskeyChallenges } from './passkey-challenges.ts';
import { PasskeySignInService } from './passkey-sign-in.service.ts';
import { PasskeyStepUpService } from './passkey-step-up.service.ts';
import { PasskeyController } from './passkey.controller.ts';
import { PasskeyService } from './passkey.service.ts';
import { Passkeys } from './passkeys.ts';
import { PasswordService } from './password.service.ts';
import { Passwords } from './passwords.ts';
import { ProofResets } from './proof-resets.ts';
import { SecondFactor } from './second-factor.ts';
import { SessionController } from './session.controller.ts';
import { SignInRulesController } from './sign-in-rules.controller.ts';
import { SignInRulesService } from './sign-in-rules.service.ts';
import { SignInService } from './sign-in.service.ts';
import { StepUpService } from './step-up.service.ts';

@Module({
  controllers: [
    AccountController,
    AuthenticatorController,
    PasskeyController,
    SessionController,
    SignInRulesController,
  ],
  providers: [
    AccountService,
    AuthenticatorService,
    Devices,
    Entrance,
    MeService,
    OwnPassword,
    PasskeyChallenges,
    PasskeyService,
    PasskeySignInService,
    PasskeyStepUpService,
    Passkeys,
    PasswordService,
    Passwords,
    ProofResets,
    SecondFactor,
    SignInRulesService,
    SignInService,
    StepUpService,
    // One for all that asks for a password: a guesser has no more tries for there being two places.
    { provide: Throttle, useFactory: () => new Throttle({ ofCrowds: true }) },
  ],
  exports: [MeService, Passwords],
})
export class SessionModule {}
