import { Module } from '@nestjs/common';
import { DutyAnswerService } from './duty-answer.service.ts';
import { DutyListService } from './duty-list.service.ts';
import { DutyController } from './duty.controller.ts';
import { DutyService } from './duty.service.ts';
import { QuestionListService } from './question-list.service.ts';

@Module({
  controllers: [DutyController],
  providers: [DutyAnswerService, DutyListService, DutyService, QuestionListService],
})
export class DutyModule {}
