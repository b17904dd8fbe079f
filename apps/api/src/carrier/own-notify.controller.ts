import { Body, Controller, Get, Post } from '@nestjs/common';
import { notifyService, ownNotify, shownKey } from '@trustward/contracts';
import type { NotifyService, OwnNotify, ShownKey } from '@trustward/contracts';
import { Allow } from '../platform/allow.ts';
import { Answers, AnswersNothing } from '../platform/answers.ts';
import { OwnNotifyService } from './own-notify.service.ts';

/** The trust's own service at GOV.UK Notify. Its key comes in and never goes out. */
@Controller('trust/notify')
export class OwnNotifyController {
  constructor(private readonly own: OwnNotifyService) {}

  @Get()
  @Allow('carrier:set')
  @Answers(ownNotify)
  shown(): Promise<OwnNotify> {
    return this.own.shown();
  }

  @Post()
  @Allow('carrier:set', { stepUp: true })
  @AnswersNothing()
  give(@Body({ schema: notifyService }) service: NotifyService): Promise<void> {
    return this.own.give(service);
  }

  @Post('try')
  @Allow('carrier:set')
  @AnswersNothing()
  try(@Body({ schema: shownKey }) { given }: ShownKey): Promise<void> {
    return this.own.try(given);
  }

  @Post('forget')
  @Allow('carrier:set', { stepUp: true })
  @AnswersNothing()
  forget(@Body({ schema: shownKey }) { given }: ShownKey): Promise<void> {
    return this.own.forget(given);
  }
}
