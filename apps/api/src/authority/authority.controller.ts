import { Controller, Get } from '@nestjs/common';
import { authorityBoard } from '@trustward/contracts';
import type { AuthorityBoard } from '@trustward/contracts';
import { Allow } from '../platform/allow.ts';
import { Answers } from '../platform/answers.ts';
import { AuthorityService } from './authority.service.ts';

/** What the trust holds of local authorities; it is edited as a change. */
@Controller('authorities')
export class AuthorityController {
  constructor(private readonly authorities: AuthorityService) {}

  @Get()
  @Allow('change:make')
  @Answers(authorityBoard)
  board(): Promise<AuthorityBoard> {
    return this.authorities.board();
  }
}
