import { say } from '../say.ts';
import { median, quantile } from '../statistics.ts';
import { failures, send } from './send.ts';
import type { Target } from './shot.ts';

export interface Rounds {
  readonly connections: number;
  readonly rounds: number;
  readonly warmUpMs: number;
  readonly forMs: number;
}

export interface Pace {
  readonly perSecond: number;
  readonly p99: number;
}

/** Loads ours and the bare one by turns, so that whatever else the machine does meets both alike; medians of the rounds. */
export async function alternate(
  ours: Target,
  bare: Target,
  { connections, rounds, warmUpMs, forMs }: Rounds,
): Promise<{ readonly ours: Pace; readonly bare: Pace }> {
  const paces: { ours: Pace[]; bare: Pace[] } = { ours: [], bare: [] };
  for (let round = 1; round <= rounds; round += 1) {
    for (const [who, target] of [
      ['ours', ours],
      ['bare', bare],
    ] as const) {
      const outcome = await send({ kind: 'closed', target, connections, warmUpMs, forMs });
      if (failures(outcome) > 0)
        {throw new Error(`${target.url} answered ${JSON.stringify(outcome.statuses)}.`);}
      const pace = { perSecond: (outcome.answered * 1000) / forMs, p99: quantile(outcome.latencies, 0.99) };
      say(`  round ${round} ${who}: ${pace.perSecond.toFixed(0)}/s, p99 ${pace.p99.toFixed(1)} ms`);
      paces[who].push(pace);
    }
  }
  const middle = (all: readonly Pace[]): Pace => ({
    perSecond: median(all.map((it) => it.perSecond)),
    p99: median(all.map((it) => it.p99)),
  });
  return { ours: middle(paces.ours), bare: middle(paces.bare) };
}
