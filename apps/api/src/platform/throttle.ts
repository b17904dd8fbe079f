import { createHash } from 'node:crypto';
import { Crowds, tooMany } from './crowd.ts';

/**
 * Slows whoever guesses, in lanes, and never locks: a browser from which the account was signed in before has a lane of
 * its own, everyone else shares one by account and network. Where it is asked for, what strangers do in many lanes at one
 * account, or from one network, is slowed together, too. Kept in this process's memory on purpose: it says nothing of value
 * after a restart, and costs no write that a flood of guesses could multiply. Across replicas each counts for itself;
 * issue 4 brings the shared one.
 */
const FREE_ATTEMPTS = 5;
const FORGET_AFTER_MS = 15 * 60_000;
const STEP_MS = 250;
const LONGEST_WAIT_MS = 4_000;
const GUESSED_AT: Limits = { atOnce: 2, heldByAddress: 6, ofCrowds: false };
const LANES_MAX = 50_000;

interface Lane {
  failed: number;
  underWay: number;
  lastAt: number;
  readonly line: (() => void)[];
  readonly held: Map<string, number>;
}

interface Limits {
  /** Attempts of one lane under way together, their waiting included; more would race past what is counted. */
  readonly atOnce: number;
  /** Attempts one address may hold in a lane, under way or in line; its neighbours keep their own. */
  readonly heldByAddress: number;
  /** Whether what strangers have in common beyond their lanes counts. */
  readonly ofCrowds: boolean;
}

/** Where an attempt comes from: an address, and the id of a browser that the account knows. */
export interface Origin {
  readonly address: string;
  readonly device: string | null;
}

export class Throttle {
  private readonly lanes = new Map<string, Lane>();
  private readonly crowds: Crowds;
  private readonly limits: Limits;

  constructor(
    limits: Partial<Limits> = {},
    private readonly now: () => number = Date.now,
    private readonly wait: (ms: number) => Promise<void> = (ms) =>
      new Promise((done) => setTimeout(done, ms)),
  ) {
    this.limits = { ...GUESSED_AT, ...limits };
    this.crowds = new Crowds(now, wait);
  }

  /**
   * Waits its turn; the answer of the attempt decides how long the next one waits: longer after a failure, not at all after
   * a success, and as long as before where it was neither.
   */
  async run<T>(
    account: string,
    { address, device }: Origin,
    attempt: () => Promise<T>,
    isFailure: (t: T) => boolean | null,
  ): Promise<T> {
    const network = networkOf(address);
    const lane = this.of(`${account}\n${device === null ? network : `device ${device}`}`);
    const held = lane.held.get(address) ?? 0;
    if (held >= this.limits.heldByAddress) throw tooMany();
    lane.held.set(address, held + 1);
    await turnIn(lane, this.limits.atOnce);
    try {
      const delay = delayAfter(lane.failed + lane.underWay - 1);
      if (delay > 0) await this.wait(delay);
      const isStranger = device === null && this.limits.ofCrowds;
      const crowds = isStranger ? [`account ${account}`, `network ${network}`].map(hashed) : [];
      for (const crowd of crowds) await this.crowds.of(crowd).turn(lane.failed);
      const answer = await attempt();
      const failed = isFailure(answer);
      if (failed !== null) lane.failed = failed ? lane.failed + 1 : 0;
      if (failed === true) for (const crowd of crowds) this.crowds.of(crowd).failed();
      return answer;
    } finally {
      lane.lastAt = this.now();
      leave(lane, address);
    }
  }

  private of(named: string): Lane {
    const key = hashed(named);
    const known = this.lanes.get(key);
    if (known !== undefined && (known.held.size > 0 || this.now() - known.lastAt < FORGET_AFTER_MS)) {
      return known;
    }
    if (this.lanes.size >= LANES_MAX) this.forgetOldest();
    const fresh = { failed: 0, underWay: 0, lastAt: this.now(), line: [], held: new Map<string, number>() };
    this.lanes.set(key, fresh);
    return fresh;
  }

  private forgetOldest(): void {
    for (const [key, { held }] of this.lanes) {
      if (held.size > 0) continue;
      this.lanes.delete(key);
      return;
    }
  }
}

const hashed = (key: string): string => createHash('sha256').update(key).digest('base64url');

async function turnIn(lane: Lane, atOnce: number): Promise<void> {
  if (lane.underWay < atOnce) lane.underWay += 1;
  else await new Promise<void>((turn) => lane.line.push(turn));
}

/** Hands the turn to the next in line, if there is one. */
function leave(lane: Lane, address: string): void {
  const held = (lane.held.get(address) ?? 1) - 1;
  if (held === 0) lane.held.delete(address);
  else lane.held.set(address, held);
  const next = lane.line.shift();
  if (next === undefined) lane.underWay -= 1;
  else next();
}

const delayAfter = (failed: number): number =>
  failed < FREE_ATTEMPTS ? 0 : Math.min(LONGEST_WAIT_MS, STEP_MS * 2 ** (failed - FREE_ATTEMPTS));

/** The /24 of an IPv4 address, the /64 of an IPv6 one: what one guesser has at hand. */
export function networkOf(address: string): string {
  const v4 = /(\d+\.\d+\.\d+)\.\d+$/.exec(address)?.[1];
  return v4 ?? groupsOf(address).slice(0, 4).join(':');
}

/** All eight of an IPv6 address, however many of them are left out as zeros. */
function groupsOf(address: string): string[] {
  const [before = [], after = []] = address
    .split('::')
    .map((side) => side.split(':').filter((it) => it !== ''));
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  return [...before, ...zeros, ...after].map((group) => Number.parseInt(group, 16).toString(16));
}
