import { establishLayers } from '@trustward/casework';
import { caseWorkflowId } from '@trustward/contracts/temporal';
import { connectClient } from '@trustward/temporal';
import { aCase } from '@trustward/testing';
import { aWorker } from '../../process/harness/drills.ts';
import { startProcessWorld } from '../../process/harness/process-world.ts';
import type { ProcessWorld } from '../../process/harness/process-world.ts';
import { query } from '../../process/harness/rows.ts';
import { done, moveClock } from '../../process/harness/scenario.ts';
import { until } from '../../process/harness/until.ts';
import { drivableLayers } from '../../reliability/stage/procedures.ts';
import { byValue } from '../figure.ts';
import type { Figure } from '../figure.ts';
import { say } from '../say.ts';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
const CHAIN = 'allegation-about-an-adult';
const FACTS = { 'in-danger-now': 'no', 'about-a-child': 'yes', 'works-as': 'employee' };
const REVIEW = 'review-progress';

/** How long Temporal's histories of an allegation grow that is open for a year and in which nobody does anything but review it. */
export async function year(print: (figure: Figure) => void): Promise<void> {
  const world = await startProcessWorld('year');
  try {
    await aWorker(world);
    const { trust, people, school, database } = world;
    await database.owner.run({ tenantId: trust.id, actor: 'bench' }, (tx) =>
      establishLayers(tx, drivableLayers()),
    );
    const opening = { drill: true, chainId: CHAIN, facts: FACTS, awareAt: Date.now() };
    const { caseId, refusal } = await aCase(trust, people.dsl, school, opening);
    if (refusal !== null) throw new Error(refusal.sentence);
    const wakes = await throughAYear(world, caseId);
    const runs = await runsOf(world, caseId);
    say(`${wakes} wakes; runs of ${runs.map(({ events }) => events).join(', ')} events`);
    const figure = (name: string, value: number, unit: string, atMost: number) =>
      print(byValue({ name: `year.${name}`, value, unit }, { atMost }));
    figure('longest-run', Math.max(...runs.map(({ events }) => events)), 'events', 500);
    figure('largest-run', Math.max(...runs.map(({ bytes }) => bytes)), 'bytes', 250_000);
    figure('continued-as-new', runs.length - 1, 'times', 30);
  } finally {
    await world.end();
  }
}

/** From each instant at which something falls due to the next, and to each week's end, when people look at it and poke it. */
async function throughAYear(world: ProcessWorld, caseId: string): Promise<number> {
  let { now, next } = await quiet(world, caseId);
  const end = now + 365 * DAY_MS;
  let week = now + WEEK_MS;
  let wakes = 1;
  for (;;) {
    const to = Math.min(next ?? end, week);
    if (to >= end) return wakes;
    await moveClock(world, caseId, to);
    ({ now, next } = await quiet(world, caseId));
    wakes += 1;
    if (to < week) continue;
    wakes += await lookedAt(world, caseId, now);
    week += WEEK_MS;
    ({ next } = await quiet(world, caseId));
    if (wakes % 50 < 3) say(`${wakes} wakes, ${Math.round((end - now) / DAY_MS)} days to go`);
  }
}

/** A poke that finds nothing to do; and the review, once it is due within the week. */
async function lookedAt(world: ProcessWorld, caseId: string, now: number): Promise<number> {
  await query(world, 'select app.poke(id) from app.case_file where tenant_id = $1 and id = $2', caseId);
  const [due] = await query<{ step: string; owner: string }>(
    world,
    `select step, owner_person as owner from app.duty where tenant_id = $1 and case_id = $2 and step like $3
       and ended_at is null and app.ms(due_at) < $4`,
    caseId,
    `${REVIEW}%`,
    now + WEEK_MS,
  );
  const by = Object.values(world.people).find(({ id }) => id === due?.owner);
  if (due === undefined || by === undefined) return 1;
  await done(world, by, caseId, due.step, ['open']);
  return 2;
}

/** The case's own present, and when it wakes next, once everything until then was played and told. */
async function quiet(world: ProcessWorld, caseId: string): Promise<{ now: number; next: number | null }> {
  const sql = `select app.ms(clock_timestamp()) + clock_offset_ms::double precision as now,
      app.ms(next_wake) + clock_offset_ms::double precision as next,
      exists (select from app.delivery d where d.tenant_id = c.tenant_id and d.case_id = c.id
        and d.state in ('pending', 'sending')) or exists (select from graphile_worker.jobs) as "isBusy"
    from app.case_file c where tenant_id = $1 and id = $2`;
  const look = async () => {
    const [row] = await query<{ now: number; next: number | null; isBusy: boolean }>(world, sql, caseId);
    if (row === undefined) throw new Error('There is no such case.');
    return row;
  };
  return until('a case at rest', look, ({ now, next, isBusy }) => !isBusy && (next === null || next > now));
}

interface Run {
  readonly events: number;
  readonly bytes: number;
}

/** Every run of the case's workflow, as its server counts them. */
async function runsOf({ temporalAddress, trust }: ProcessWorld, caseId: string): Promise<readonly Run[]> {
  const { client, close } = await connectClient({ address: temporalAddress, namespace: 'trustward' });
  const workflowId = caseWorkflowId({ tenantId: trust.id, caseId });
  try {
    const runs: Run[] = [];
    const { runId: last, raw } = await client.workflow.getHandle(workflowId).describe();
    let runId = raw.workflowExecutionInfo?.firstRunId ?? last;
    for (;;) {
      const handle = client.workflow.getHandle(workflowId, runId);
      const { historyLength, historySize } = await handle.describe();
      runs.push({ events: historyLength, bytes: historySize ?? 0 });
      if (runId === last) return runs;
      const { events } = await handle.fetchHistory();
      const next = events?.at(-1)?.workflowExecutionContinuedAsNewEventAttributes?.newExecutionRunId;
      if (!next) throw new Error('A run ended without another.');
      runId = next;
    }
  } finally {
    await close();
  }
}
