import { randomInt } from 'node:crypto';

/** So many letters of one trust are under way at once by one channel, of five connections to the mail server. */
const AT_ONCE = 3;
/** Each waits another time, so that those who send are not all kept waiting until the same instant. */
const WAITS_MS = { least: 1_000, most: 10_000 } as const;
/** Not the longer the more often it found no room: nobody has been asked about it yet. */
const AGAIN_AFTER_MS = 5_000;

/** Too many letters of its trust are under way: it is sent when they are through, and holds up nobody meanwhile. */
export class OthersOfItsTrustFirst extends Error {
  override readonly name = 'OthersOfItsTrustFirst';
  readonly retryAfterMs = AGAIN_AFTER_MS;
}

/**
 * Keeps room for other trusts: whatever becomes of the letters of one, as at a server that hangs over their addresses, they
 * never take up all who send nor all connections.
 */
export class Lanes {
  readonly #lanes = new Map<string, Lane>();

  constructor(
    private readonly atOnce = AT_ONCE,
    private readonly waitsMs = () => randomInt(WAITS_MS.least, WAITS_MS.most),
  ) {}

  /** What is urgent goes before whatever waits. Says to `send` whether it had to wait. */
  async in<T>(name: string, isUrgent: boolean, send: (hasWaited: boolean) => Promise<T>): Promise<T> {
    const lane = this.#lanes.get(name) ?? { underWay: 0, next: [] };
    this.#lanes.set(name, lane);
    const mustWait = lane.underWay >= this.atOnce;
    if (mustWait) await this.#turnIn(lane, isUrgent);
    else lane.underWay += 1;
    try {
      return await send(mustWait);
    } finally {
      this.#leave(name, lane);
    }
  }

  #turnIn(lane: Lane, isUrgent: boolean): Promise<void> {
    return new Promise((go, giveUp) => {
      const turn = () => {
        clearTimeout(late);
        go();
      };
      const late = setTimeout(() => {
        lane.next.splice(lane.next.indexOf(turn), 1);
        giveUp(new OthersOfItsTrustFirst());
      }, this.waitsMs());
      if (isUrgent) lane.next.unshift(turn);
      else lane.next.push(turn);
    });
  }

  #leave(name: string, lane: Lane): void {
    const turn = lane.next.shift();
    if (turn !== undefined) return turn();
    lane.underWay -= 1;
    if (lane.underWay === 0) this.#lanes.delete(name);
  }
}

interface Lane {
  underWay: number;
  readonly next: (() => void)[];
}
