import { ProblemError } from './problems.ts';

/** So many failures of strangers are nobody's business; each is forgotten after a while, and few more are remembered. */
const FREE_FAILURES = 50;
const FORGOTTEN_AFTER_MS = 18_000;
const REMEMBERED_BEYOND = 5;
/** From then on one attempt at a time is looked at: what a guesser may cost of everybody's processors. */
const PACE_MS = 1_000;
const LINE_MAX = 20;
const WAIT_MAX_MS = 10_000;

interface Waiting {
  /** How often the lane that they come by has failed. */
  readonly failed: number;
  readonly until: number;
  readonly go: () => void;
  readonly refuse: (why: ProblemError) => void;
}

/**
 * Strangers who have one thing in common: the account they want into, or the network they come from. Each of their lanes is
 * slowed by itself; this slows what many lanes do together. Whoever failed least often goes first, so a newcomer, who may be
 * the owner, stands before all who have guessed.
 */
class Crowd {
  private readonly waiting: Waiting[] = [];
  private forgottenAt = 0;
  private nextAt = 0;
  private isCalling = false;

  constructor(
    private readonly now: () => number,
    private readonly wait: (ms: number) => Promise<void>,
  ) {}

  failed(): void {
    const now = this.now();
    const most = now + (FREE_FAILURES + REMEMBERED_BEYOND) * FORGOTTEN_AFTER_MS;
    this.forgottenAt = Math.min(most, Math.max(now, this.forgottenAt) + FORGOTTEN_AFTER_MS);
  }

  /** Waits until it is their turn, where many have failed; throws where too many stand before them. */
  async turn(failed: number): Promise<void> {
    if (this.forgottenAt - this.now() <= FREE_FAILURES * FORGOTTEN_AFTER_MS) return;
    const turn = new Promise<void>((go, refuse) => {
      this.waiting.push({ failed, until: this.now() + WAIT_MAX_MS, go, refuse });
    });
    if (this.waiting.length > LINE_MAX) this.take('last')?.refuse(tooMany());
    void this.call();
    await turn;
  }

  private async call(): Promise<void> {
    if (this.isCalling) return;
    this.isCalling = true;
    while (this.waiting.length > 0) {
      const early = this.nextAt - this.now();
      if (early > 0) await this.wait(early);
      const next = this.take('first');
      if (next === undefined) break;
      if (next.until < this.now()) {
        next.refuse(tooMany());
        continue;
      }
      this.nextAt = this.now() + PACE_MS;
      next.go();
    }
    this.isCalling = false;
  }

  /** Of whoever failed least, or most, the one who came first, or last. */
  private take(which: 'first' | 'last'): Waiting | undefined {
    const sorted = this.waiting.toSorted((one, other) => one.failed - other.failed);
    const taken = which === 'first' ? sorted[0] : sorted.at(-1);
    if (taken !== undefined) this.waiting.splice(this.waiting.indexOf(taken), 1);
    return taken;
  }
}

const CROWDS_MAX = 50_000;

/** The crowds of one throttle, by what they have in common. */
export class Crowds {
  private readonly crowds = new Map<string, Crowd>();

  constructor(
    private readonly now: () => number,
    private readonly wait: (ms: number) => Promise<void>,
  ) {}

  of(key: string): Crowd {
    const crowd = this.crowds.get(key) ?? new Crowd(this.now, this.wait);
    // The one that was looked for last is forgotten last.
    this.crowds.delete(key);
    const [longestAgo] = this.crowds.keys();
    if (this.crowds.size >= CROWDS_MAX && longestAgo !== undefined) this.crowds.delete(longestAgo);
    this.crowds.set(key, crowd);
    return crowd;
  }
}

/** How long whoever is refused is asked to wait. */
const AGAIN_AFTER_SECONDS = 4;

export const tooMany = () =>
  new ProblemError(429, 'tooMany', 'Too many attempts at once. Wait a few seconds and try again.', {
    retryAfterSeconds: AGAIN_AFTER_SECONDS,
  });
