import { Body, Controller, Post } from '@nestjs/common';
import { authenticatorBegun, confirmAuthenticator, nothing, recoveryCodes } from '@trustward/contracts';
import type { AuthenticatorBegun, ConfirmAuthenticator, Nothing, RecoveryCodes } from '@trustward/contracts';
import { AllowSignedIn } from '../platform/allow.ts';
import { Answers, AnswersNothing } from '../platform/answers.ts';
import { AuthenticatorService } from './authenticator.service.ts';

/** The codes that somebody has asked for beside their password. */
@Controller('me/authenticator')
export class AuthenticatorController {
  constructor(private readonly authenticators: AuthenticatorService) {}

  @Post('begin')
  @AllowSignedIn({ stepUp: true, unproven: 'setUp' })
  @Answers(authenticatorBegun)
  begin(@Body({ schema: nothing }) _nothing: Nothing): Promise<AuthenticatorBegun> {
    return this.authenticators.begin();
  }

  @Post('confirm')
  @AllowSignedIn({ stepUp: true, unproven: 'setUp' })
  @Answers(recoveryCodes)
  confirm(@Body({ schema: confirmAuthenticator }) { code }: ConfirmAuthenticator): Promise<RecoveryCodes> {
    return this.authenticators.confirm(code);
  }

  @Post('codes')
  @AllowSignedIn({ stepUp: true })
  @Answers(recoveryCodes)
  renewCodes(@Body({ schema: nothing }) _nothing: Nothing): Promise<RecoveryCodes> {
    return this.authenticators.renewCodes();
  }

  @Post('off')
  @AllowSignedIn({ stepUp: true })
  @AnswersNothing()
  off(@Body({ schema: nothing }) _nothing: Nothing): Promise<void> {
    return this.authenticators.off();
  }
}
