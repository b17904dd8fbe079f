import { Module } from '@nestjs/common';
import { ConcernController } from './concern.controller.ts';
import { ConcernService } from './concern.service.ts';
import { ReportFormService } from './report-form.service.ts';

@Module({ controllers: [ConcernController], providers: [ConcernService, ReportFormService] })
export class ConcernModule {}
