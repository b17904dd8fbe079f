import { Module } from '@nestjs/common';
import { InvitingService } from './inviting.service.ts';
import { PeopleController } from './people.controller.ts';
import { PeopleService } from './people.service.ts';

@Module({ controllers: [PeopleController], providers: [InvitingService, PeopleService] })
export class PeopleModule {}
