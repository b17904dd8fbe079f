import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { findPeople, id, peoplePage, personShown } from '@trustward/contracts';
import type { FindPeople, PeoplePage, PersonShown } from '@trustward/contracts';
import { Allow } from '../platform/allow.ts';
import { Answers } from '../platform/answers.ts';
import { PeopleService } from './people.service.ts';

/** Who holds which post where, for the central team. */
@Controller('people')
export class PeopleController {
  constructor(private readonly people: PeopleService) {}

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
}
