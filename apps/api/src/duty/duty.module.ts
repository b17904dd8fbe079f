import { Module } from '@nestjs/common';
import { DutyAnswerService } from './duty-answer.service.ts';
import { DutyListService } from './duty-list.service.ts';
import { DutyController } from './duty.controller.ts';
import { DutyService } from './duty.service.ts';

@Module({ controllers: [DutyController], providers: [DutyAnswerService, DutyListService, DutyService] })
export class DutyModule {}
