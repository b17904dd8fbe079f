import { Inject, Injectable } from '@nestjs/common';
import { own } from '@trustward/chain';
import type { Readiness } from '@trustward/contracts';
import { PlatformDoor } from '@trustward/database';
import { pingTemporal } from '@trustward/temporal';
import { API_CONFIG, type ApiConfig } from '../platform/api-config.ts';

const WORKER_SEEN_WITHIN = `select mail from platform.heartbeat
  where process like 'worker%' and at > clock_timestamp() - interval '30 seconds' limit 1`;
const ANSWER_WITHIN_MS = 4_000;

const MAIL = {
  unset: 'No mail server is set: people are told in the portal, and nobody by e-mail.',
  lockedOut: 'The mail server refuses our user name or password: e-mail waits until that is mended.',
  on: null,
} as const;

/** A worker that was seen, and what it says of its e-mail. */
interface Seen {
  readonly mail: keyof typeof MAIL | null;
}

/** Asks each thing the service stands on, all at once, and waits for none of them long. */
@Injectable()
export class ReadinessService {
  constructor(
    private readonly platform: PlatformDoor,
    @Inject(API_CONFIG) private readonly config: ApiConfig,
  ) {}

  async ask(): Promise<Readiness> {
    const [worker, temporal] = await Promise.all([
      within(this.workerSeen(), null),
      within(pingTemporal(this.config.temporal), false),
    ]);
    const [seen] = worker ?? [];
    const missing = [
      ...(worker === null ? (['database'] as const) : []),
      ...(temporal ? [] : (['temporal'] as const)),
      ...(seen === undefined ? (['worker'] as const) : []),
    ];
    const note = seen?.mail ? (own(MAIL, seen.mail) ?? null) : null;
    return { ready: missing.length === 0, missing, notes: note === null ? [] : [note] };
  }

  /** Null when the database, which keeps the worker's sign of life, cannot be asked. */
  private async workerSeen(): Promise<readonly Seen[] | null> {
    try {
      return await this.platform.query<Seen>(WORKER_SEEN_WITHIN, [], 'worker-seen');
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
