import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '@trustward/infra/ports';
import { bundleWorkflows } from '@trustward/temporal/worker';
import { aCase } from '@trustward/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alarms, explained } from './harness/alarms.ts';
import { aWorker, killWorkers } from './harness/drills.ts';
import { isTold, scrape, selectorsIn, valueOf } from './harness/figures.ts';
import { addMalformedPoke } from './harness/jobs.ts';
import type { ProductEnvironment } from './harness/product-process.ts';
import { startProcessWorld, type ProcessWorld } from './harness/process-world.ts';
import { query } from './harness/rows.ts';
import { HOUR_MS } from './harness/scenario.ts';
import { until } from './harness/until.ts';

const CHANGED = fileURLToPath(new URL('fixtures/changed-workflows.ts', import.meta.url));
const LONGER_THAN_KEPT_MS = 20_000;
let world: ProcessWorld;
let workerPort: string;
let apiPort: string;

beforeAll(async () => {
  world = await startProcessWorld('figures');
  [workerPort, apiPort] = [String(await freePort()), String(await freePort())];
  await world.api({ TRUSTWARD_METRICS_PORT: apiPort });
});
afterAll(() => world.end());

const aSeenWorker = (differing: ProductEnvironment = {}) =>
  aWorker(world, { TRUSTWARD_METRICS_PORT: workerPort, ...differing });
const ofWorker = async (name: string, labels: Record<string, string>) =>
  valueOf(await scrape(workerPort), name, labels);
const becomes = (name: string, labels: Record<string, string>, so: (value: number) => boolean) =>
  until(
    `${name} ${JSON.stringify(labels)}`,
    () => ofWorker(name, labels),
    (value) => value !== undefined && so(value),
    LONGER_THAN_KEPT_MS,
  );
const known = { from: 'PostgreSQL' };

/** The Designated Safeguarding Lead has four hours to decide, which are over in a moment. */
const SOON_MS = 4_000;
const aCaseSoonLate = () =>
  aCase(world.trust, world.people.teacher, world.school, {
    awareAt: Date.now() - 4 * HOUR_MS + SOON_MS,
  });

/** Every case under way is looked at again, by whichever workflows the worker has now. */
const pokeAgain = () =>
  query(world, 'select app.poke(id) from app.case_file where tenant_id = $1 and ended_at is null');

describe('what a running worker and API tell of themselves', () => {
  it('is what the README explains, no more and no less, and what every alarm asks for', async () => {
    await aSeenWorker();
    await aCaseSoonLate();
    await becomes('trustward_lateness_seconds_count', { kind: 'breach' }, (count) => count > 0);
    await becomes('trustward_figures_known', known, (value) => value === 1);
    await becomes('trustward_figures_known', { from: 'Temporal' }, (value) => value === 1);
    const silences = () => scrape(apiPort);
    const api = await until('the pulses', silences, (it) =>
      ['reminders', 'recording', 'worker'].every(
        (what) => valueOf(it, 'trustward_silence_seconds', { what }) !== undefined,
      ),
    );
    const worker = await scrape(workerPort);
    const samples = [...api.samples, ...worker.samples];
    const names = new Set(samples.map(({ name }) => name.replace(/_(bucket|sum|count)$/, '')));
    expect([...names].filter((name) => name.startsWith('trustward_')).sort()).toEqual(
      [...(await explained())].sort(),
    );
    const every = await alarms();
    expect(every.length).toBeGreaterThan(0);
    for (const { alert, expr } of every) {
      const asked = selectorsIn(expr);
      expect([alert, asked.length > 0, asked.filter((it) => !isTold(it, samples))]).toEqual([
        alert,
        true,
        [],
      ]);
    }
  });

  it('names nobody and nothing: no label carries an id', async () => {
    const figures = [await scrape(workerPort), await scrape(apiPort)].flatMap(({ samples }) => samples);
    const said = figures.flatMap(({ labels }) => Object.values(labels));
    expect(said.length).toBeGreaterThan(100);
    expect(said.filter((value) => /[0-9a-f]{8}-[0-9a-f]{4}|@|Robin|Dana/.test(value))).toEqual([]);
  });

  it('counts what was played in good time as such, and what waits, and for how long', async () => {
    const inTime = await ofWorker('trustward_lateness_seconds_bucket', { kind: 'breach', le: '15' });
    expect(inTime).toBe(await ofWorker('trustward_lateness_seconds_count', { kind: 'breach' }));
    expect(await ofWorker('trustward_relay_lag_seconds_count', {})).toBeGreaterThan(0);
    await becomes('trustward_unfinished', { what: 'message', state: 'unsent' }, (count) => count > 0);
    await becomes('trustward_unfinished', { what: 'delivery', state: 'pending' }, (count) => count === 0);
    await addMalformedPoke(world, randomUUID(), 'nobody');
    await becomes('trustward_unfinished', { what: 'job', state: 'parked' }, (count) => count === 1);
    await becomes(
      'trustward_unfinished_oldest_seconds',
      { what: 'job', state: 'parked' },
      (seconds) => seconds > 1,
    );
  });

  it('says what is down, and nothing of what it cannot know', async () => {
    await world.killTemporal();
    await becomes('trustward_part_up', { part: 'relay' }, (value) => value === 0);
    await world.killPostgres();
    await becomes('trustward_figures_known', known, (value) => value === 0);
    await becomes('trustward_part_up', { part: 'heartbeat' }, (value) => value === 0);
    expect((await scrape(workerPort)).samples.filter(({ name }) => name === 'trustward_unfinished')).toEqual(
      [],
    );
    await world.startPostgres();
    await world.startTemporal();
    await becomes('trustward_part_up', { part: 'relay' }, (value) => value === 1);
    await becomes('trustward_part_up', { part: 'heartbeat' }, (value) => value === 1);
    await becomes('trustward_figures_known', known, (value) => value === 1);
  });

  it('counts the workflow tasks that fail, as after a careless upgrade', async () => {
    await killWorkers(world);
    const { code } = await bundleWorkflows(CHANGED);
    const bundle = path.join(world.folder, 'changed.js');
    await writeFile(bundle, code);
    await aSeenWorker({ TRUSTWARD_WORKFLOW_BUNDLE: bundle });
    await pokeAgain();
    await becomes(
      'trustward_workflow_task_failures_total',
      { reason: 'NonDeterminismError' },
      (count) => count > 0,
    );
  });

  it('says how long there has been no worker', async () => {
    await killWorkers(world);
    await until(
      'a silence',
      async () => valueOf(await scrape(apiPort), 'trustward_silence_seconds', { what: 'worker' }) ?? 0,
      (seconds) => seconds > 11,
    );
  });
});

describe('every alarm', () => {
  it('says in a sentence what is so and what to do, and how soon', async () => {
    for (const { alert, labels, annotations } of await alarms()) {
      expect([alert, labels.severity]).toEqual([alert, expect.stringMatching(/^(now|today)$/)]);
      for (const said of [annotations.summary, annotations.action]) {
        expect([alert, said]).toEqual([alert, expect.stringMatching(/^[A-Z].{20,}\.$/)]);
      }
    }
  });

  it('is found to ask for what nobody tells, where it does', () => {
    const samples = [{ name: 'here', labels: { state: 'waiting' }, value: 0 }];
    const untold = (expression: string) =>
      selectorsIn(expression)
        .filter((it) => !isTold(it, samples))
        .map(({ name }) => name);
    expect(untold('sum by (le) (rate(here{state=~"waiting|sent"}[5m])) > 0')).toEqual([]);
    expect(untold('max(here{state="sent"}) > 0 or absent(gone)')).toEqual(['here', 'gone']);
  });
});
