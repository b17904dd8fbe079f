import { Agent } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { Order, Outcome } from './order.ts';
import { shoot } from './shot.ts';
import type { Shot, Target } from './shot.ts';

interface Answered {
  readonly shot: Shot;
  readonly ms: number;
  readonly at: number;
}

export function run(order: Order): Promise<Outcome> {
  if (order.kind === 'open') return openLoop(order);
  return order.kind === 'closed' ? closedLoop(order) : burst(order);
}

/** As many at once as there are connections, each sending its next when it was answered. */
async function closedLoop(order: Extract<Order, { kind: 'closed' }>): Promise<Outcome> {
  const from = performance.now() + order.warmUpMs;
  const until = from + order.forMs;
  const all = await inParallel(order.target, order.connections, () => performance.now() < until);
  const counted = all.filter(({ at }) => at >= from && at < until);
  return { ...outcome(counted, order.forMs), sent: all.length, acknowledged: acknowledged(all) };
}

async function burst(order: Extract<Order, { kind: 'count' }>): Promise<Outcome> {
  const from = performance.now();
  let left = order.count;
  const all = await inParallel(order.target, order.connections, () => left-- > 0);
  return outcome(all, performance.now() - from);
}

async function inParallel(target: Target, connections: number, goesOn: () => boolean): Promise<Answered[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const all: Answered[] = [];
  const one = async () => {
    while (goesOn()) {
      const from = performance.now();
      const shot = await shoot(agent, target);
      const at = performance.now();
      all.push({ shot, ms: at - from, at });
    }
  };
  await Promise.all(Array.from({ length: connections }, one));
  agent.destroy();
  return all;
}

/** Sends at its own pace, so that a stall of the server is felt by every request that would have come meanwhile. */
async function openLoop(order: Extract<Order, { kind: 'open' }>): Promise<Outcome> {
  const agent = new Agent({ keepAlive: true });
  const from = performance.now();
  const count = Math.round((order.perSecond * order.forMs) / 1000);
  const one = async (n: number): Promise<Answered> => {
    const due = from + (n * 1000) / order.perSecond;
    await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
    const shot = await shoot(agent, order.target);
    const at = performance.now();
    return { shot, ms: at - due, at };
  };
  const all = await Promise.all(Array.from({ length: count }, (_, n) => one(n)));
  agent.destroy();
  return outcome(all, performance.now() - from);
}

const isGood = ({ shot }: Answered): boolean => shot.status >= 200 && shot.status < 300;
const acknowledged = (all: readonly Answered[]): string[] =>
  all.filter(isGood).flatMap(({ shot }) => (shot.eventId === null ? [] : [shot.eventId]));

function outcome(all: readonly Answered[], elapsedMs: number): Outcome {
  const statuses: Record<string, number> = {};
  for (const { shot } of all) statuses[shot.status] = (statuses[shot.status] ?? 0) + 1;
  const good = all.filter(isGood);
  const latencies = good.map(({ ms }) => Math.round(ms * 100) / 100).sort((a, b) => a - b);
  return {
    elapsedMs,
    sent: all.length,
    answered: good.length,
    statuses,
    latencies,
    acknowledged: acknowledged(all),
  };
}
