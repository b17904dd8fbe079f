import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { findPeople, id, makeInvitation, nothing, peoplePage, personShown } from '@trustward/contracts';
import type { FindPeople, MakeInvitation, Nothing, PeoplePage, PersonShown } from '@trustward/contracts';
import { Allow } from '../platform/allow.ts';
import { Answers, AnswersNothing } from '../platform/answers.ts';
import { InvitingService } from './inviting.service.ts';
import { PeopleService } from './people.service.ts';

/** Who holds which post where, for the central team. */
@Controller('people')
export class PeopleController {
  constructor(
    private readonly people: PeopleService,
    private readonly inviting: InvitingService,
  ) {}

  /** By POST, for a name is looked for, and an address is kept by whatever passes it on. */
  @Post('search')
  @Allow('people:read')
  @Answers(peoplePage)
  search(@Body({ schema: findPeople }) wanted: FindPeople): Promise<PeoplePage> {
    return this.people.search(wanted);
  }

  @Get(':personId')
  @Allow('people:read')
  @Answers(personShown)
  shown(@Param('personId', { schema: id }) personId: string): Promise<PersonShown> {
    return this.people.shown(personId);
  }

  @Post(':personId/invitation')
  @Allow('people:invite', { stepUp: true })
  @AnswersNothing()
  invite(
    @Param('personId', { schema: id }) personId: string,
    @Body({ schema: makeInvitation }) { eventId }: MakeInvitation,
  ): Promise<void> {
    return this.inviting.invite(personId, eventId);
  }

  @Post(':personId/invitation/withdraw')
  @Allow('people:invite')
  @AnswersNothing()
  withdraw(
    @Param('personId', { schema: id }) personId: string,
    @Body({ schema: nothing }) _nothing: Nothing,
  ): Promise<void> {
    return this.inviting.withdraw(personId);
  }
}
