import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { authorityBoard, id, ownMail, ownNumber } from '@trustward/contracts';
import type { AuthorityBoard, OwnMail, OwnNumber } from '@trustward/contracts';
import { Allow } from '../platform/allow.ts';
import { Answers, AnswersNothing } from '../platform/answers.ts';
import { AuthorityService } from './authority.service.ts';

/** What the trust holds of local authorities. Hours and limits are edited as changes; a number or an e-mail address moves no clock. */
@Controller('authorities')
export class AuthorityController {
  constructor(private readonly authorities: AuthorityService) {}

  @Get()
  @Allow('change:make')
  @Answers(authorityBoard)
  board(): Promise<AuthorityBoard> {
    return this.authorities.board();
  }

  @Post(':authorityId/numbers')
  @Allow('change:make', { stepUp: true })
  @AnswersNothing()
  number(
    @Param('authorityId', { schema: id }) authorityId: string,
    @Body({ schema: ownNumber }) number: OwnNumber,
  ): Promise<void> {
    return this.authorities.number(authorityId, number);
  }

  @Post(':authorityId/mails')
  @Allow('change:make', { stepUp: true })
  @AnswersNothing()
  mail(
    @Param('authorityId', { schema: id }) authorityId: string,
    @Body({ schema: ownMail }) mail: OwnMail,
  ): Promise<void> {
    return this.authorities.mail(authorityId, mail);
  }
}
