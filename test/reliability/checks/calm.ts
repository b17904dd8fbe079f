import { Timekeeper, openClient } from '@trustward/temporal';
import { query } from '../../process/harness/rows.ts';
import { withChildren } from './record.ts';
import type { Finding } from './finding.ts';
import type { Stage } from '../stage/stage.ts';

/** Nothing waits longer before it is tried again: what has not moved for so long will not. */
const STUCK_AFTER_MS = 60_000;
const LOOK_EVERY_MS = 200;

interface Left {
  readonly pokes: number;
  readonly deliveries: number;
  readonly messages: number;
  readonly overdue: number;
}

const LEFT = `select
  (select count(*)::int from graphile_worker.jobs where task_identifier = 'poke') as pokes,
  (select count(*)::int from app.delivery where tenant_id = $1 and state in ('pending', 'sending')) as deliveries,
  (select count(*)::int from app.message where tenant_id = $1 and state in ('waiting', 'unsent')) as messages,
  (select count(*)::int from app.case_file where tenant_id = $1 and next_wake <= clock_timestamp()) as overdue`;

/** Waits until nothing is left to do, and every workflow sleeps until the instant that PostgreSQL says. */
export async function calm(
  stage: Stage,
  cases: readonly string[],
  stuckAfterMs = STUCK_AFTER_MS,
): Promise<Finding[]> {
  const temporal = openClient({ address: stage.world.temporalAddress, namespace: 'trustward' });
  const timekeeper = new Timekeeper(temporal.client);
  try {
    let last = '';
    let movedAt = Date.now();
    for (;;) {
      const now = await whatIsLeft(stage, timekeeper, cases);
      if (now === '') return [];
      if (now !== last) movedAt = Date.now();
      if (Date.now() - movedAt > stuckAfterMs) return [{ what: 'unfinished', sentence: now }];
      last = now;
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  } finally {
    await temporal.close();
  }
}

/** In words; nothing when there is nothing. Temporal is only asked when PostgreSQL has nothing left. */
async function whatIsLeft(stage: Stage, timekeeper: Timekeeper, cases: readonly string[]): Promise<string> {
  const counts = await left(stage);
  if (Object.values(counts).some((count) => count > 0)) return JSON.stringify(counts);
  return (await differing(stage, timekeeper, await withChildren(stage, cases))).join(', ');
}

/** Whether PostgreSQL has nothing left; not where it is away itself. */
export async function isAllDone(stage: Stage): Promise<boolean> {
  const counts = await left(stage).catch(() => null);
  return counts !== null && Object.values(counts).every((count) => count === 0);
}

async function left({ world }: Stage): Promise<Left> {
  const [row] = await query<Left>(world, LEFT);
  if (row === undefined) throw new Error('A count has one row.');
  return row;
}

const ARMED = `select app.ms(next_wake) as "wakeAt", ended_at is not null as ended from app.case_file
  where tenant_id = $1 and id = $2`;

/** The cases whose workflow means to wake them at another time, or runs though they are over. */
async function differing({ world }: Stage, timekeeper: Timekeeper, cases: readonly string[]) {
  const found: string[] = [];
  for (const caseId of cases) {
    const [row] = await query<{ wakeAt: number | null; ended: boolean }>(world, ARMED, caseId);
    const armed = await timekeeper.look({ tenantId: world.trust.id, caseId });
    const isRight = row?.ended === true ? armed === null : armed !== null && armed.wakeAt === row?.wakeAt;
    if (!isRight) found.push(`${caseId} ${row?.wakeAt ?? '-'} ${armed?.wakeAt ?? '-'}`);
  }
  return found;
}
