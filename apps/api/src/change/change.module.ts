import { Module } from '@nestjs/common';
import { ChangeController } from './change.controller.ts';
import { ChangeService } from './change.service.ts';

@Module({ controllers: [ChangeController], providers: [ChangeService] })
export class ChangeModule {}
