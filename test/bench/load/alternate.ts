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

/** Whom to load, and how much processor time it has used: on a busy machine that says more than how long it took. */
export interface Side {
  readonly target: Target;
  readonly cpuMs: () => number;
}

/** Loads ours and the bare one by turns, so that whatever else the machine does meets both alike; medians of the rounds. */
export async function alternate(
  ours: Side,
  bare: Side,
  rounds: Rounds,
): Promise<{ readonly ours: Pace; readonly bare: Pace }> {
  const paces: { readonly ours: Pace[]; readonly bare: Pace[] } = { ours: [], bare: [] };
  for (let round = 1; round <= rounds.rounds; round += 1) {
    paces.ours.push(await paceOf(`round ${round} ours`, ours, rounds));
    paces.bare.push(await paceOf(`round ${round} bare`, bare, rounds));
  }
  return { ours: middle(paces.ours), bare: middle(paces.bare) };
}

async function paceOf(
  name: string,
  { target, cpuMs }: Side,
  { connections, warmUpMs, forMs }: Rounds,
): Promise<Pace> {
  const before = cpuMs();
  const outcome = await send({ kind: 'closed', target, connections, warmUpMs, forMs });
  if (failures(outcome) > 0) throw new Error(`${target.url} answered ${JSON.stringify(outcome.statuses)}.`);
  const pace = { perSecond: (outcome.answered * 1000) / forMs, p99: quantile(outcome.latencies, 0.99) };
  const cpu = (cpuMs() - before) / outcome.sent;
  say(
    `  ${name}: ${pace.perSecond.toFixed(0)}/s, p99 ${pace.p99.toFixed(1)} ms, ${cpu.toFixed(2)} ms of its processor each`,
  );
  return pace;
}

const middle = (all: readonly Pace[]): Pace => ({
  perSecond: median(all.map((it) => it.perSecond)),
  p99: median(all.map((it) => it.p99)),
});
