import { Module } from '@nestjs/common';
import { LateController } from './late.controller.ts';
import { LateService } from './late.service.ts';

@Module({ controllers: [LateController], providers: [LateService] })
export class LateModule {}
