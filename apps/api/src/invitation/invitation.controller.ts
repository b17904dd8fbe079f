import { Body, Controller, Post, Req } from '@nestjs/common';
import { invitation, lookUpInvitation, takeInvitation } from '@trustward/contracts';
import type { Invitation, LookUpInvitation, TakeInvitation } from '@trustward/contracts';
import type { FastifyRequest } from 'fastify';
import { AllowAnyone, AllowSignedIn } from '../platform/allow.ts';
import { Answers, AnswersNothing } from '../platform/answers.ts';
import { NotSignedIn } from '../platform/problems.ts';
import { InvitationService } from './invitation.service.ts';

/** For whoever has no account yet. Scanners open links, so nothing here answers a GET. */
@Controller('invitations')
export class InvitationController {
  constructor(private readonly invitations: InvitationService) {}

  @Post('look-up')
  @AllowAnyone()
  @Answers(invitation)
  lookUp(
    @Body({ schema: lookUpInvitation }) { token }: LookUpInvitation,
    @Req() request: FastifyRequest,
  ): Promise<Invitation> {
    return this.invitations.lookUp(token, request.ip);
  }

  @Post()
  @AllowAnyone()
  @AnswersNothing()
  take(
    @Body({ schema: takeInvitation }) given: TakeInvitation,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    return this.invitations.take(given, request.ip);
  }

  /** By whoever is signed in to the account that they have: their session is the proof that it is theirs. */
  @Post('join')
  @AllowSignedIn({ transaction: 'own' })
  @AnswersNothing()
  join(
    @Body({ schema: lookUpInvitation }) { token }: LookUpInvitation,
    @Req() { session, ip }: FastifyRequest,
  ): Promise<void> {
    if (session === null) throw new NotSignedIn();
    return this.invitations.join(token, session.id, ip);
  }
}
