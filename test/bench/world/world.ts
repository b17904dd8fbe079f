import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { programIn } from '@trustward/infra/programs';
import type { RunningTemporal } from '@trustward/infra/temporal';
import { TEMPORAL_ON } from '../../temporal-store.ts';
import type { TemporalStore } from '../../temporal-store.ts';
import { say } from '../say.ts';
import { POOL_SIZE, startDatabase } from './database.ts';
import type { Database } from './database.ts';
import { answers, freePort, startNode } from './node-process.ts';
import type { Running } from './node-process.ts';

export interface World {
  readonly folder: string;
  readonly database: Database;
  /** A Temporal server, started when it is first asked for. */
  temporal(): Promise<RunningTemporal>;
  /** Stops it and deletes all that it kept, as when its disk is lost. */
  forgetTemporal(): Promise<void>;
  /** What the command line is told, as who runs the product would; waits until it is done. */
  cli(...args: readonly string[]): Promise<void>;
  /** The real API; with a file, its statements are noted there. */
  startApi(recordTo?: string): Promise<Running & { readonly url: string }>;
  /** The real worker; told something besides, where that is measured. */
  startWorker(besides?: NodeJS.ProcessEnv): Promise<Running>;
  stop(): Promise<void>;
}

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const RECORDER = new URL('../bare/record-statements.ts', import.meta.url).href;
const NAMESPACE = 'trustward';

/** Everything that `npm start` brings up, with the demo's two trusts, in a folder that is gone afterwards, or in one that is kept. */
export async function startWorld({
  profile,
  temporalOn,
  keptIn,
}: {
  readonly profile?: string | undefined;
  readonly temporalOn: TemporalStore;
  readonly keptIn?: string | undefined;
}): Promise<World> {
  const folder = await (keptIn === undefined
    ? mkdtemp(path.join(tmpdir(), 'trustward-bench-'))
    : made(keptIn));
  await chmod(folder, 0o755);
  say(`starting PostgreSQL in ${folder}`);
  const database = await startDatabase(folder);
  const temporal = temporalIn(temporalOn, { folder, ownerUrl: database.urls.owner }, await freePort());
  const env = environment(folder, database, temporal.address);
  const measured =
    profile === undefined ? env : { ...env, NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profile}` };
  const cli = async (...args: readonly string[]) =>
    void (await promisify(execFile)(process.execPath, [programIn(ROOT, 'cli'), ...args], { env }));
  say('loading the demo');
  await cli('demo', 'load');
  return {
    folder,
    database,
    temporal: temporal.running,
    forgetTemporal: temporal.forget,
    cli,
    startApi: (recordTo) => startApi(recordTo === undefined ? measured : env, folder, recordTo),
    startWorker: async (besides = {}) => {
      await temporal.running();
      return startWorker({ ...measured, ...besides }, folder, database);
    },
    stop: async () => {
      await temporal.stop();
      await database.stop();
      if (keptIn === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

async function made(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  return path.resolve(folder);
}

function temporalIn(
  store: TemporalStore,
  place: { readonly folder: string; readonly ownerUrl: string },
  port: number,
) {
  let started: Promise<RunningTemporal> | undefined;
  const stop = async () => {
    await (await started)?.stop();
    started = undefined;
  };
  return {
    address: `127.0.0.1:${port}`,
    running: () => (started ??= TEMPORAL_ON[store].start(place, port)),
    stop,
    forget: async () => {
      await stop();
      await TEMPORAL_ON[store].forget(place);
    },
  };
}

const at = (file: string): string => path.join(ROOT, file);

function environment(
  folder: string,
  { urls, keyFile }: Database,
  temporalAddress: string,
): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    NODE_ENV: 'production',
    TRUSTWARD_DATABASE_URL: urls.owner,
    TRUSTWARD_DATABASE_API_URL: urls.api,
    TRUSTWARD_DATABASE_WORKER_URL: urls.worker,
    TRUSTWARD_DATABASE_POOL: String(POOL_SIZE),
    TRUSTWARD_TEMPORAL_ADDRESS: temporalAddress,
    TRUSTWARD_TEMPORAL_NAMESPACE: NAMESPACE,
    TRUSTWARD_KEY_FILE: keyFile,
    TRUSTWARD_AUDIT_KEY_FILE: path.join(folder, 'audit.key'),
    TRUSTWARD_AUDIT_HEADS: path.join(folder, 'audit-heads'),
    TRUSTWARD_DATA_DIR: folder,
    TRUSTWARD_PORTAL_DIR: at('apps/portal/dist/browser'),
    TRUSTWARD_WORKFLOW_BUNDLE: at('workflows/dist/bundle.js'),
    TRUSTWARD_DEMO: 'on',
  };
}

async function startApi(env: NodeJS.ProcessEnv, folder: string, recordTo?: string) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const recorder =
    recordTo === undefined ? [] : ['--import', `${RECORDER}?to=${encodeURIComponent(recordTo)}`];
  const own = { TRUSTWARD_PORT: String(port), TRUSTWARD_PUBLIC_URL: url };
  const args = [...recorder, programIn(ROOT, 'api')];
  const running = await startNode(args, { ...env, ...own }, path.join(folder, `api-${port}.log`), () =>
    answers(`${url}/healthz`),
  );
  return { ...running, url };
}

/** It beats once it has its database and queues; the beat before this start does not count. */
async function startWorker(
  env: NodeJS.ProcessEnv,
  folder: string,
  { ownerPlatform }: Database,
): Promise<Running> {
  const from = new Date();
  const sql = `select 1 from platform.heartbeat where process = 'worker' and at > $1`;
  return startNode([programIn(ROOT, 'worker')], env, path.join(folder, 'worker.log'), async () => {
    return (await ownerPlatform.query(sql, [from])).length > 0;
  });
}
