import { Module } from '@nestjs/common';
import { DutyListService } from './duty-list.service.ts';
import { DutyController } from './duty.controller.ts';
import { DutyService } from './duty.service.ts';

@Module({ controllers: [DutyController], providers: [DutyListService, DutyService] })
export class DutyModule {}
