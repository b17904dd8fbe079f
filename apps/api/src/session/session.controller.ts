import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { me, signIn, stepUp } from '@trustward/contracts';
import type { Me, SignIn, StepUp } from '@trustward/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AllowAnyone, AllowSignedIn } from '../platform/allow.ts';
import { Answers, AnswersNothing } from '../platform/answers.ts';
import { SessionStore } from '../platform/session-store.ts';
import { MeService } from './me.service.ts';
import { SignInService } from './sign-in.service.ts';
import { StepUpService } from './step-up.service.ts';

@Controller()
export class SessionController {
  constructor(
    private readonly signIns: SignInService,
    private readonly sessions: SessionStore,
    private readonly people: MeService,
    private readonly stepUps: StepUpService,
  ) {}

  @Post('sign-in')
  @AllowAnyone()
  @Answers(me)
  async signIn(
    @Body({ schema: signIn }) given: SignIn,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    const session = await this.signIns.signIn(given, request, reply);
    return this.people.first(session);
  }

  @Post('sign-out')
  @AllowSignedIn({ unproven: 'open' })
  @AnswersNothing()
  async signOut(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const token = this.sessions.tokenOf(request);
    if (token !== null) await this.sessions.end(token);
    await this.people.left();
    this.sessions.takeCookie(reply);
  }

  @Post('me/step-up')
  @AllowSignedIn({ transaction: 'own', unproven: 'open' })
  @Answers(me)
  async stepUp(
    @Body({ schema: stepUp }) given: StepUp,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    const session = await this.stepUps.stepUp(given, request, reply);
    return this.people.first(session);
  }

  @Get('me')
  @AllowSignedIn({ unproven: 'open' })
  @Answers(me)
  me(): Promise<Me> {
    return this.people.current();
  }
}
