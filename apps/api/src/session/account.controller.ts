import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { account, changePassword, nothing, onePlace } from '@trustward/contracts';
import type { Account, ChangePassword, Nothing, OnePlace } from '@trustward/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AllowSignedIn } from '../platform/allow.ts';
import { Answers, AnswersNothing } from '../platform/answers.ts';
import { NotSignedIn } from '../platform/problems.ts';
import { AccountService } from './account.service.ts';
import { Devices } from './devices.ts';
import { PasswordService } from './password.service.ts';

/** What somebody sees and ends of their own account. */
@Controller('me')
export class AccountController {
  constructor(
    private readonly accounts: AccountService,
    private readonly devices: Devices,
    private readonly passwords: PasswordService,
  ) {}

  @Get('account')
  @AllowSignedIn({ unproven: 'open' })
  @Answers(account)
  account(@Req() request: FastifyRequest): Promise<Account> {
    return this.accounts.shown(this.devices.hashOf(request));
  }

  @Post('sessions/end')
  @AllowSignedIn()
  @AnswersNothing()
  end(@Body({ schema: onePlace }) { id }: OnePlace): Promise<void> {
    return this.accounts.end(id);
  }

  @Post('sessions/end-others')
  @AllowSignedIn()
  @AnswersNothing()
  endOthers(@Body({ schema: nothing }) _nothing: Nothing): Promise<void> {
    return this.accounts.endOthers();
  }

  @Post('devices/forget')
  @AllowSignedIn()
  @AnswersNothing()
  forget(@Body({ schema: onePlace }) { id }: OnePlace): Promise<void> {
    return this.accounts.forget(id);
  }

  /** Not within the request's transaction: what takes its time here may not hold a connection meanwhile. */
  @Post('password')
  @AllowSignedIn({ transaction: 'own' })
  @AnswersNothing()
  async changePassword(
    @Body({ schema: changePassword }) given: ChangePassword,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    if (request.session === null) throw new NotSignedIn();
    await this.passwords.change(request.session, given, request.ip, reply);
  }
}
