import { Body, Controller, Get, Post } from '@nestjs/common';
import { concernReport, receipt, reportForm } from '@trustward/contracts';
import type { ConcernReport, Receipt, ReportForm } from '@trustward/contracts';
import { Allow } from '../platform/allow.ts';
import { Answers } from '../platform/answers.ts';
import { ConcernService } from './concern.service.ts';
import { ReportFormService } from './report-form.service.ts';

@Controller()
export class ConcernController {
  constructor(
    private readonly forms: ReportFormService,
    private readonly concerns: ConcernService,
  ) {}

  @Get('report-form')
  @Allow('report:create', { unproven: 'open' })
  @Answers(reportForm)
  form(): Promise<ReportForm> {
    return this.forms.form();
  }

  @Post('concerns')
  @Allow('report:create', { unproven: 'open' })
  @Answers(receipt, 201)
  report(@Body({ schema: concernReport }) report: ConcernReport): Promise<Receipt> {
    return this.concerns.report(report);
  }
}
