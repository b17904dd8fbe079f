import { createHash, timingSafeEqual } from 'node:crypto';
import { Body, Controller, Headers, Inject, Post } from '@nestjs/common';
import { isCallbackOf } from '@trustward/casework';
import { carriedMessage, carrierAnswer, carrierCallback } from '@trustward/contracts';
import type { CarrierCallback } from '@trustward/contracts';
import { Door, PlatformDoor } from '@trustward/database';
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
    private readonly door: Door,
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
    if (!(await this.isCarrier(given, callback))) throw new NotSignedIn();
    const answer = carrierAnswer(callback);
    if (answer === null) return;
    await this.platform.query(KEEP, [answer.tenantId, answer.messageId, answer.status], 'message-answered');
  }

  /** The installation's own service may speak of any message, a trust's own of that trust's alone. */
  private async isCarrier(given = '', { reference }: CarrierCallback): Promise<boolean> {
    const [, token] = /^Bearer (.+)$/.exec(given) ?? [];
    if (token === undefined) return false;
    if (isSame(token, this.config.callbacks.token)) return true;
    const message = carriedMessage(reference);
    return message !== null && (await isCallbackOf(this.door, message.tenantId, token));
  }
}

const digest = (words: string): Buffer => createHash('sha256').update(words).digest();

const isSame = (given: string, token: string | null): boolean =>
  token !== null && timingSafeEqual(digest(given), digest(token));
