import { Body, Controller, Param, Post } from '@nestjs/common';
import {
  actResult,
  changeAnswer,
  id,
  noMistake,
  recordEvent,
  reportedByMistake,
  standDown,
} from '@trustward/contracts';
import type {
  ActResult,
  ChangeAnswer,
  NoMistake,
  RecordEvent,
  ReportedByMistake,
  StandDown,
} from '@trustward/contracts';
import { Allow } from '../platform/allow.ts';
import { Answers } from '../platform/answers.ts';
import { slugId } from '../platform/params.ts';
import { answering, asRead } from './as-read.ts';
import { CaseActService } from './case-act.service.ts';

@Controller('cases/:caseId')
export class CaseActController {
  constructor(private readonly acts: CaseActService) {}

  @Post('stand-down')
  @Allow('case:standDown')
  @Answers(actResult)
  standDown(
    @Param('caseId', { schema: id }) caseId: string,
    @Body({ schema: standDown }) { eventId, reason }: StandDown,
  ): Promise<ActResult> {
    return this.acts.act(caseId, { eventId, words: { reason } }, { type: 'recused' });
  }

  @Post('mistake/ask')
  @Allow('case:mistake')
  @Answers(actResult)
  askMistake(
    @Param('caseId', { schema: id }) caseId: string,
    @Body({ schema: reportedByMistake }) { eventId, reason, ...given }: ReportedByMistake,
  ): Promise<ActResult> {
    return this.acts.act(caseId, { eventId, words: { reason } }, { type: 'mistakeAsked', ...asRead(given) });
  }

  @Post('mistake/agree')
  @Allow('case:mistake')
  @Answers(actResult)
  agreeMistake(
    @Param('caseId', { schema: id }) caseId: string,
    @Body({ schema: reportedByMistake }) { eventId, reason, ...given }: ReportedByMistake,
  ): Promise<ActResult> {
    return this.acts.act(caseId, { eventId, words: { reason } }, { type: 'mistakeAgreed', ...asRead(given) });
  }

  @Post('mistake/decline')
  @Allow('case:mistake')
  @Answers(actResult)
  declineMistake(
    @Param('caseId', { schema: id }) caseId: string,
    @Body({ schema: noMistake }) { eventId, reason, ...given }: NoMistake,
  ): Promise<ActResult> {
    return this.acts.act(
      caseId,
      { eventId, words: { reason } },
      { type: 'mistakeDeclined', ...answering(given) },
    );
  }

  @Post('events/:event')
  @Allow('case:record')
  @Answers(actResult)
  recordEvent(
    @Param('caseId', { schema: id }) caseId: string,
    @Param('event', { schema: slugId }) event: string,
    @Body({ schema: recordEvent }) { eventId, date, reason }: RecordEvent,
  ): Promise<ActResult> {
    const on = date === undefined ? {} : { date: Date.parse(date) };
    return this.acts.act(caseId, { eventId, words: { reason } }, { type: 'eventRecorded', event, ...on });
  }

  @Post('answers/:fact')
  @Allow('case:record')
  @Answers(actResult)
  changeAnswer(
    @Param('caseId', { schema: id }) caseId: string,
    @Param('fact', { schema: slugId }) fact: string,
    @Body({ schema: changeAnswer }) { eventId, answer, reason }: ChangeAnswer,
  ): Promise<ActResult> {
    return this.acts.act(
      caseId,
      { eventId, words: { reason } },
      { type: 'learned', facts: { [fact]: answer } },
    );
  }
}
