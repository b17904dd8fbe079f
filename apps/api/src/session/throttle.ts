import { createHash } from 'node:crypto';
import { ProblemError } from '../platform/problems.ts';

/**
 * Slows whoever guesses, by account and network together, and never locks: the owner, on another network, waits for
 * nobody. Kept in this process's memory on purpose: it says nothing of value after a restart, and costs no write that a
 * flood of guesses could multiply. Across replicas each counts for itself; issue 4 brings the shared one.
 */
const FREE_ATTEMPTS = 5;
const FORGET_AFTER_MS = 15 * 60_000;
const STEP_MS = 250;
const LONGEST_WAIT_MS = 4_000;
const WAITING_AT_ONCE = 4;
const KEYS_MAX = 50_000;

interface Tries {
  failed: number;
  waiting: number;
  lastAt: number;
}

export class Throttle {
  private readonly tries = new Map<string, Tries>();

  constructor(
    private readonly now: () => number = Date.now,
    private readonly wait: (ms: number) => Promise<void> = (ms) =>
      new Promise((done) => setTimeout(done, ms)),
  ) {}

  /** Waits its turn; the answer of the attempt decides how long the next one waits. */
  async run<T>(
    account: string,
    network: string,
    attempt: () => Promise<T>,
    isFailure: (t: T) => boolean,
  ): Promise<T> {
    const tries = this.of(`${account}\n${networkOf(network)}`);
    const delay = delayAfter(tries.failed);
    if (delay > 0) await this.queue(tries, delay);
    const answer = await attempt();
    tries.failed = isFailure(answer) ? tries.failed + 1 : 0;
    tries.lastAt = this.now();
    return answer;
  }

  private async queue(tries: Tries, delay: number): Promise<void> {
    if (tries.waiting >= WAITING_AT_ONCE) {
      throw new ProblemError(429, 'tooMany', 'Too many attempts at once. Wait a few seconds and try again.', {
        retryAfterSeconds: LONGEST_WAIT_MS / 1_000,
      });
    }
    tries.waiting += 1;
    try {
      await this.wait(delay);
    } finally {
      tries.waiting -= 1;
    }
  }

  private of(key: string): Tries {
    const hashed = createHash('sha256').update(key).digest('base64url');
    const known = this.tries.get(hashed);
    if (known !== undefined && this.now() - known.lastAt < FORGET_AFTER_MS) return known;
    if (this.tries.size >= KEYS_MAX) this.forgetOldest();
    const fresh = { failed: 0, waiting: 0, lastAt: this.now() };
    this.tries.set(hashed, fresh);
    return fresh;
  }

  private forgetOldest(): void {
    for (const [key, { waiting }] of this.tries) {
      if (waiting > 0) continue;
      this.tries.delete(key);
      return;
    }
  }
}

const delayAfter = (failed: number): number =>
  failed < FREE_ATTEMPTS ? 0 : Math.min(LONGEST_WAIT_MS, STEP_MS * 2 ** (failed - FREE_ATTEMPTS));

/** The /24 of an IPv4 address, the /64 of an IPv6 one: what one guesser has at hand. */
export function networkOf(address: string): string {
  const v4 = /(\d+\.\d+\.\d+)\.\d+$/.exec(address)?.[1];
  return v4 ?? address.split(':').slice(0, 4).join(':');
}
