import { Injectable } from '@nestjs/common';
import type { BeforeApplicationShutdown, OnApplicationBootstrap } from '@nestjs/common';
import { silences } from '@trustward/casework';
import { PlatformDoor } from '@trustward/database';
import { atScrape, showSilences } from '@trustward/observability';

/** Says how long others have been silent: the API does, as a worker that is gone can say nothing. */
@Injectable()
export class Figures implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private askNoMore: (() => void) | undefined;

  constructor(private readonly platform: PlatformDoor) {}

  onApplicationBootstrap(): void {
    this.askNoMore = atScrape({
      from: 'PostgreSQL',
      ask: () => silences(this.platform),
      show: showSilences,
    });
  }

  beforeApplicationShutdown(): void {
    this.askNoMore?.();
  }
}
