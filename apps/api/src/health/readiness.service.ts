import { Inject, Injectable } from '@nestjs/common';
import type { Readiness } from '@trustward/contracts';
import { PlatformDoor } from '@trustward/database';
import { pingTemporal } from '@trustward/temporal';
import { API_CONFIG, type ApiConfig } from '../platform/api-config.ts';

const WORKER_SEEN_WITHIN = `select exists (select 1 from platform.heartbeat
  where process like 'worker%' and at > clock_timestamp() - interval '30 seconds') as seen`;
const ANSWER_WITHIN_MS = 4_000;

/** Asks each thing the service stands on, all at once, and waits for none of them long. */
@Injectable()
export class ReadinessService {
  constructor(
    private readonly platform: PlatformDoor,
    @Inject(API_CONFIG) private readonly config: ApiConfig,
  ) {}

  async missing(): Promise<Readiness['missing']> {
    const [worker, temporal] = await Promise.all([
      within(this.workerSeen(), null),
      within(pingTemporal(this.config.temporal), false),
    ]);
    return [
      ...(worker === null ? (['database'] as const) : []),
      ...(temporal ? [] : (['temporal'] as const)),
      ...(worker === true ? [] : (['worker'] as const)),
    ];
  }

  /** Null when the database, which keeps the worker's sign of life, cannot be asked. */
  private async workerSeen(): Promise<boolean | null> {
    try {
      const [row] = await this.platform.query<{ seen: boolean }>(WORKER_SEEN_WITHIN, [], 'worker-seen');
      return row?.seen ?? false;
    } catch (unreachable: unknown) {
      // Any reason is the same answer here: the caller asked whether, not why.
      void unreachable;
      return null;
    }
  }
}

function within<T>(answer: Promise<T>, otherwise: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), ANSWER_WITHIN_MS);
  });
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}
