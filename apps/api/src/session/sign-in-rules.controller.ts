import { Body, Controller, Get, Post } from '@nestjs/common';
import { proofsAsked, resetProofs, signInRules, signInRulesShown } from '@trustward/contracts';
import type { ProofsAsked, ResetProofs, SignInRules, SignInRulesShown } from '@trustward/contracts';
import { Allow } from '../platform/allow.ts';
import { Answers, AnswersNothing } from '../platform/answers.ts';
import { ProofResets } from './proof-resets.ts';
import { SignInRulesService } from './sign-in-rules.service.ts';

@Controller('trust/sign-in')
export class SignInRulesController {
  constructor(
    private readonly rules: SignInRulesService,
    private readonly resets: ProofResets,
  ) {}

  @Get()
  @Allow('signIn:set')
  @Answers(signInRulesShown)
  shown(): Promise<SignInRulesShown> {
    return this.rules.shown();
  }

  @Post('proofs')
  @Allow('signIn:set', { stepUp: true })
  @AnswersNothing()
  ask(@Body({ schema: proofsAsked }) asked: ProofsAsked): Promise<void> {
    return this.rules.ask(asked);
  }

  @Post('resets')
  @Allow('signIn:set', { stepUp: true })
  @AnswersNothing()
  reset(@Body({ schema: resetProofs }) { email }: ResetProofs): Promise<void> {
    return this.resets.grant(email);
  }

  @Post()
  @Allow('signIn:set', { stepUp: true })
  @AnswersNothing()
  set(@Body({ schema: signInRules }) rules: SignInRules): Promise<void> {
    return this.rules.set(rules);
  }
}
