import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { nothing, signOnAway, signOnBack, signOnBegin, signOnCame } from '@trustward/contracts';
import type { Nothing, SignOnAway, SignOnBack, SignOnBegin, SignOnCame } from '@trustward/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AllowAnyone, AllowSignedIn } from '../platform/allow.ts';
import { Answers, AnswersNothing } from '../platform/answers.ts';
import { NotSignedIn } from '../platform/problems.ts';
import { MeService } from '../session/me.service.ts';
import { OwnLinkService } from './own-link.service.ts';
import { SignOnService } from './sign-on.service.ts';

/** Signing in by the trust's own sign-on, and linking one's account to it. */
@Controller()
export class SignOnController {
  constructor(
    private readonly signOns: SignOnService,
    private readonly links: OwnLinkService,
    private readonly people: MeService,
  ) {}

  @Post('sign-on/begin')
  @AllowAnyone()
  @Answers(signOnAway)
  begin(
    @Body({ schema: signOnBegin }) { trust }: SignOnBegin,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignOnAway> {
    return this.signOns.begin(trust, request, reply);
  }

  @Post('sign-on/finish')
  @AllowAnyone()
  @Answers(signOnCame)
  async finish(
    @Body({ schema: signOnBack }) sent: SignOnBack,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignOnCame> {
    const came = await this.signOns.finish(sent, request, reply);
    return { came: came.came, me: came.came === 'signedIn' ? await this.people.first(came.session) : null };
  }

  /** Not within the request's transaction: an issuer that takes its time may not hold a connection meanwhile. */
  @Post('me/sign-on/link')
  @AllowSignedIn({ stepUp: true, transaction: 'own' })
  @Answers(signOnAway)
  async link(
    @Body({ schema: nothing }) _nothing: Nothing,
    @Req() { session }: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignOnAway> {
    if (session === null) throw new NotSignedIn();
    return this.signOns.beginAs(session, 'link', reply);
  }

  @Post('me/sign-on/unlink')
  @AllowSignedIn()
  @AnswersNothing()
  unlink(@Body({ schema: nothing }) _nothing: Nothing): Promise<void> {
    return this.links.unlink();
  }
}
