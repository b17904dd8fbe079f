import { Inject, Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { pulseEveryMs, stillWorks } from '@trustward/casework';
import { PlatformDoor } from '@trustward/database';
import type { Logger } from '@trustward/observability';
import { API_CONFIG, LOGGER, type ApiConfig } from '../platform/api-config.ts';

/** Says, while this process runs and PostgreSQL answers, that people can record; a silence of it was an outage. */
@Injectable()
export class RecordingPulse implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private saying = Promise.resolve();

  constructor(
    private readonly platform: PlatformDoor,
    @Inject(API_CONFIG) private readonly config: ApiConfig,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    const say = (): void => void (this.saying = this.saying.then(() => this.say()));
    say();
    this.timer = setInterval(say, pulseEveryMs(this.config.outages.afterSeconds));
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.saying;
  }

  private async say(): Promise<void> {
    try {
      await stillWorks(this.platform, 'recording', this.config.outages.afterSeconds);
    } catch (unreachable: unknown) {
      // PostgreSQL is away; that nothing could be recorded is written down by whoever comes back first.
      this.logger.debug('cannot say that recording works', { err: unreachable });
    }
  }
}
