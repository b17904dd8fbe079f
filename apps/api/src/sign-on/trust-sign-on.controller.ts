import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { nothing, shownSignOn, signOnAway, signOnGiven, trustSignOn } from '@trustward/contracts';
import type { Nothing, ShownSignOn, SignOnAway, SignOnGiven, TrustSignOn } from '@trustward/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../platform/allow.ts';
import { Answers, AnswersNothing } from '../platform/answers.ts';
import { NotSignedIn } from '../platform/problems.ts';
import { SignOnService } from './sign-on.service.ts';
import { TrustSignOnService } from './trust-sign-on.service.ts';

/** The trust's own sign-on. Its secret comes in and never goes out. */
@Controller('trust/sign-on')
export class TrustSignOnController {
  constructor(
    private readonly own: TrustSignOnService,
    private readonly signOns: SignOnService,
  ) {}

  @Get()
  @Allow('signIn:set')
  @Answers(trustSignOn)
  shown(): Promise<TrustSignOn> {
    return this.own.shown();
  }

  /** As `try`, not within the request's transaction: an issuer is asked. */
  @Post()
  @Allow('signIn:set', { stepUp: true, transaction: 'own' })
  @AnswersNothing()
  async give(
    @Body({ schema: signOnGiven }) given: SignOnGiven,
    @Req() { session }: FastifyRequest,
  ): Promise<void> {
    if (session === null) throw new NotSignedIn();
    await this.own.give(session, given);
  }

  @Post('try')
  @Allow('signIn:set', { transaction: 'own' })
  @Answers(signOnAway)
  async try(
    @Body({ schema: nothing }) _nothing: Nothing,
    @Req() { session }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignOnAway> {
    if (session === null) throw new NotSignedIn();
    return this.signOns.beginAs(session, 'try', reply);
  }

  @Post('forget')
  @Allow('signIn:set', { stepUp: true })
  @AnswersNothing()
  forget(@Body({ schema: shownSignOn }) { given }: ShownSignOn): Promise<void> {
    return this.own.forget(given);
  }
}
