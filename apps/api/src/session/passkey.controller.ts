import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import {
  addPasskey,
  me,
  nothing,
  onePlace,
  passkeyAsked,
  passkeyBegun,
  passkeyProof,
} from '@trustward/contracts';
import type {
  AddPasskey,
  Me,
  Nothing,
  OnePlace,
  PasskeyAsked,
  PasskeyBegun,
  PasskeyProof,
} from '@trustward/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AllowAnyone, AllowSignedIn } from '../platform/allow.ts';
import { Answers, AnswersNothing } from '../platform/answers.ts';
import { NotSignedIn } from '../platform/problems.ts';
import { MeService } from './me.service.ts';
import { PasskeySignInService } from './passkey-sign-in.service.ts';
import { PasskeyStepUpService } from './passkey-step-up.service.ts';
import { PasskeyService } from './passkey.service.ts';

/** Signing in, stepping up and being signed up by what somebody has and unlocks, in place of what they know. */
@Controller()
export class PasskeyController {
  constructor(
    private readonly passkeys: PasskeyService,
    private readonly signIns: PasskeySignInService,
    private readonly stepUps: PasskeyStepUpService,
    private readonly people: MeService,
  ) {}

  @Post('sign-in/passkey/begin')
  @AllowAnyone()
  @Answers(passkeyAsked)
  ask(@Body({ schema: nothing }) _nothing: Nothing, @Req() request: FastifyRequest): Promise<PasskeyAsked> {
    return this.signIns.ask(request);
  }

  @Post('sign-in/passkey')
  @AllowAnyone()
  @Answers(me)
  async signIn(
    @Body({ schema: passkeyProof }) proof: PasskeyProof,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    return this.people.first(await this.signIns.signIn(proof, request, reply));
  }

  @Post('me/step-up/passkey/begin')
  @AllowSignedIn({ unproven: 'open' })
  @Answers(passkeyAsked)
  askAgain(@Body({ schema: nothing }) _nothing: Nothing): Promise<PasskeyAsked> {
    return this.stepUps.ask();
  }

  @Post('me/step-up/passkey')
  @AllowSignedIn({ transaction: 'own', unproven: 'open' })
  @Answers(me)
  async stepUp(
    @Body({ schema: passkeyProof }) proof: PasskeyProof,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Me> {
    return this.people.first(await this.stepUps.stepUp(proof, request, reply));
  }

  @Post('me/passkeys/begin')
  @AllowSignedIn({ stepUp: true, unproven: 'setUp' })
  @Answers(passkeyBegun)
  begin(@Body({ schema: nothing }) _nothing: Nothing): Promise<PasskeyBegun> {
    return this.passkeys.begin();
  }

  @Post('me/passkeys')
  @AllowSignedIn({ transaction: 'own', stepUp: true, unproven: 'setUp' })
  @AnswersNothing()
  async add(@Body({ schema: addPasskey }) made: AddPasskey, @Req() request: FastifyRequest): Promise<void> {
    if (request.session === null) throw new NotSignedIn();
    await this.passkeys.add(request.session, made);
  }

  @Post('me/passkeys/remove')
  @AllowSignedIn({ stepUp: true })
  @AnswersNothing()
  remove(@Body({ schema: onePlace }) { id }: OnePlace): Promise<void> {
    return this.passkeys.remove(id);
  }
}
