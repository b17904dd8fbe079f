import { createHash, timingSafeEqual } from 'node:crypto';
import { Body, Controller, Headers, Inject, Post } from '@nestjs/common';
import { carrierAnswer, carrierCallback } from '@trustward/contracts';
import type { CarrierCallback } from '@trustward/contracts';
import { PlatformDoor } from '@trustward/database';
import { AllowAnyone } from '../platform/allow.ts';
import { AnswersNothing } from '../platform/answers.ts';
import { API_CONFIG } from '../platform/api-config.ts';
import type { ApiConfig } from '../platform/api-config.ts';
import { NotSignedIn } from '../platform/problems.ts';

const KEEP = 'select platform.message_answered($1, $2, $3)';

/** Where GOV.UK Notify says what became of what it accepted: kept for the worker, which alone may write of messages. */
@Controller('carrier/notify')
export class CarrierController {
  constructor(
    private readonly platform: PlatformDoor,
    @Inject(API_CONFIG) private readonly config: ApiConfig,
  ) {}

  /** Answered the same whether or not it names anything of ours: whoever asks learns of nothing. */
  @Post()
  @AllowAnyone()
  @AnswersNothing()
  async notify(
    @Headers('authorization') given: string | undefined,
    @Body({ schema: carrierCallback }) callback: CarrierCallback,
  ): Promise<void> {
    if (!isCarrier(given, this.config.callbacks.token)) throw new NotSignedIn();
    const answer = carrierAnswer(callback);
    if (answer === null) return;
    await this.platform.query(KEEP, [answer.tenantId, answer.messageId, answer.status], 'message-answered');
  }
}

const digest = (words: string): Buffer => createHash('sha256').update(words).digest();

const isCarrier = (given = '', token: string | null): boolean =>
  token !== null && timingSafeEqual(digest(given), digest(`Bearer ${token}`));
