import { randomBytes } from 'node:crypto';
import path from 'node:path';
import {
  Door,
  PlatformDoor,
  createDataSource,
  ensureKeyFile,
  migrate,
  openFileVault,
} from '@trustward/database';
import { startPostgres, type RunningPostgres } from '@trustward/infra/postgres';
import type { RunningTemporal } from '@trustward/infra/temporal';
import { aStaffedSchool, type StaffedSchool, type TestDatabase } from '@trustward/testing';
import { PASSWORD_HASH } from '../../api/password.ts';
import { TEMPORAL_ON, sqliteFile, type TemporalStore } from '../../temporal-store.ts';
import { copy, temporaryFolder } from './folder.ts';
import { quietRuntime } from './quiet-runtime.ts';
import { startApi, type ApiProcess } from './api-process.ts';
import type { ProductEnvironment } from './product-process.ts';
import { startWorker, type WorkerProcess } from './worker-process.ts';

/** Everything real: PostgreSQL, Temporal and a worker, each a process that a test may kill and start again. */
export interface ProcessWorld extends StaffedSchool {
  readonly folder: string;
  readonly database: TestDatabase;
  readonly environment: ProductEnvironment;
  readonly temporalAddress: string;
  readonly temporalDbFile: string;
  readonly workers: WorkerProcess[];
  worker(differing?: ProductEnvironment): WorkerProcess;
  /** An API that answers; it ends with the world, if it was not killed before. */
  api(differing?: ProductEnvironment): Promise<ApiProcess>;
  killTemporal(): Promise<void>;
  startTemporal(): Promise<void>;
  /** As when its disk is lost: the server is ended and what it kept deleted. */
  forgetTemporal(): Promise<void>;
  killPostgres(): Promise<void>;
  startPostgres(): Promise<void>;
  end(): Promise<void>;
}

export async function startProcessWorld(
  name: string,
  temporalOn: TemporalStore = 'SQLite',
): Promise<ProcessWorld> {
  quietRuntime();
  const folder = await temporaryFolder(name);
  const dir = path.join(folder.path, 'postgres');
  const made = process.env['TRUSTWARD_TEST_CLUSTER'];
  if (made !== undefined) await copy(made, dir);
  let postgres = await startPostgres({ dir });
  const urls = await migrated(postgres, path.join(folder.path, 'test.key'));
  const place = { folder: folder.path, ownerUrl: postgres.ownerUrl };
  const { start, forget } = TEMPORAL_ON[temporalOn];
  let temporal = await start(place);
  const { port } = temporal;
  const database = await openDatabase(urls);
  const { trust, school, people } = await aStaffedSchool(database, PASSWORD_HASH);
  const workers: WorkerProcess[] = [];
  const apis: ApiProcess[] = [];
  const environment = environmentOf(urls, temporal, folder.path);
  return {
    ...{
      folder: folder.path,
      database,
      environment,
      temporalAddress: temporal.address,
      temporalDbFile: sqliteFile(place),
    },
    ...{ trust, school, people, workers },
    worker: (differing = {}) => {
      const worker = startWorker({ ...environment, ...differing });
      workers.push(worker);
      return worker;
    },
    api: async (differing = {}) => {
      const api = await startApi({ ...environment, ...differing });
      apis.push(api);
      return api;
    },
    killTemporal: () => killed(temporal),
    startTemporal: async () => void (temporal = await start(place, port)),
    forgetTemporal: async () => {
      await killed(temporal);
      await forget(place);
    },
    killPostgres: () => killed(postgres),
    startPostgres: async () => void (postgres = await startPostgres({ dir, port: postgres.port })),
    end: async () => {
      await Promise.all([...workers, ...apis].map((each) => each.stop()));
      await database.close();
      await temporal.stop();
      await postgres.stop();
      await folder.remove();
    },
  };
}

async function killed(server: RunningPostgres | RunningTemporal): Promise<void> {
  server.kill();
  await server.ended;
}

type Urls = Pick<TestDatabase, 'ownerUrl' | 'apiUrl' | 'workerUrl' | 'keyFile'>;

async function migrated({ ownerUrl }: RunningPostgres, keyFile: string): Promise<Urls> {
  await ensureKeyFile(keyFile);
  const [apiUrl, workerUrl] = [loginOf(ownerUrl, 'trustward_api'), loginOf(ownerUrl, 'trustward_worker')];
  await migrate({ url: ownerUrl, apiUrl, workerUrl });
  return { ownerUrl, apiUrl, workerUrl, keyFile };
}

function loginOf(ownerUrl: string, role: string): string {
  const url = new URL(ownerUrl);
  url.username = role;
  url.password = randomBytes(18).toString('base64url');
  return url.href;
}

async function openDatabase(urls: Urls): Promise<TestDatabase> {
  const vault = await openFileVault(urls.keyFile);
  const open = (url: string, asOwner = false) =>
    createDataSource({ url, process: 'test', poolSize: 4, asOwner }).initialize();
  const [owner, api, worker] = [
    await open(urls.ownerUrl, true),
    await open(urls.apiUrl),
    await open(urls.workerUrl),
  ];
  return {
    ...urls,
    vault,
    api: new Door(api, vault),
    platform: new PlatformDoor(api),
    worker: new Door(worker, vault),
    workerPlatform: new PlatformDoor(worker),
    owner: new Door(owner, vault),
    ownerPlatform: new PlatformDoor(owner),
    close: async () => void (await Promise.all([owner.destroy(), api.destroy(), worker.destroy()])),
  };
}

const environmentOf = (urls: Urls, { address }: RunningTemporal, folder: string): ProductEnvironment => ({
  TRUSTWARD_DATABASE_API_URL: urls.apiUrl,
  TRUSTWARD_DATABASE_WORKER_URL: urls.workerUrl,
  TRUSTWARD_TEMPORAL_ADDRESS: address,
  TRUSTWARD_KEY_FILE: urls.keyFile,
  TRUSTWARD_AUDIT_KEY_FILE: path.join(folder, 'audit.key'),
  TRUSTWARD_AUDIT_HEADS: path.join(folder, 'audit-heads'),
  // So seldom that what arrives did not need the watchdog, but for its look at the worker's start.
  TRUSTWARD_WATCHDOG_SECONDS: '86400',
});
