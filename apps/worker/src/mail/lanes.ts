import { randomInt } from 'node:crypto';

/** So many letters of one trust are under way at once, of five connections to the mail server. */
const AT_ONCE = 3;
/** Each waits another time, so that those who send are not all kept waiting until the same instant. */
const WAITS_MS = { least: 1_000, most: 10_000 } as const;

/** Too many letters of its trust are under way: it is sent when they are through, and holds up nobody meanwhile. */
export class OthersOfItsTrustFirst extends Error {
  override readonly name = 'OthersOfItsTrustFirst';
}

/**
 * Keeps room for other trusts: whatever becomes of the letters of one, as at a server that hangs over their addresses, they
 * never take up all who send nor all connections.
 */
export class Lanes {
  readonly #byTrust = new Map<string, Lane>();

  constructor(
    private readonly atOnce = AT_ONCE,
    private readonly waitsMs = () => randomInt(WAITS_MS.least, WAITS_MS.most),
  ) {}

  async in<T>(tenantId: string, send: () => Promise<T>): Promise<T> {
    const lane = this.#byTrust.get(tenantId) ?? { underWay: 0, next: [] };
    this.#byTrust.set(tenantId, lane);
    if (lane.underWay < this.atOnce) lane.underWay += 1;
    else await this.#turnIn(lane);
    try {
      return await send();
    } finally {
      this.#leave(tenantId, lane);
    }
  }

  #turnIn(lane: Lane): Promise<void> {
    return new Promise((go, giveUp) => {
      const turn = () => {
        clearTimeout(late);
        go();
      };
      const late = setTimeout(() => {
        lane.next.splice(lane.next.indexOf(turn), 1);
        giveUp(new OthersOfItsTrustFirst());
      }, this.waitsMs());
      lane.next.push(turn);
    });
  }

  #leave(tenantId: string, lane: Lane): void {
    const turn = lane.next.shift();
    if (turn !== undefined) return turn();
    lane.underWay -= 1;
    if (lane.underWay === 0) this.#byTrust.delete(tenantId);
  }
}

interface Lane {
  underWay: number;
  readonly next: (() => void)[];
}
