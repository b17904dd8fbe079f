import { Module } from '@nestjs/common';
import { ChangeController } from './change.controller.ts';
import { ChangeBoardService } from './change-board.service.ts';
import { ChangeService } from './change.service.ts';

@Module({ controllers: [ChangeController], providers: [ChangeService, ChangeBoardService] })
export class ChangeModule {}
