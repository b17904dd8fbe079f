import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
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
import { startTemporal, type RunningTemporal } from '@trustward/infra/temporal';
import {
  aPerson,
  aSchool,
  aTrust,
  type School,
  type Somebody,
  type TestDatabase,
  type Trust,
} from '@trustward/testing';
import { temporaryFolder } from './folder.ts';
import { quietRuntime } from './quiet-runtime.ts';
import { startWorker, type WorkerEnvironment, type WorkerProcess } from './worker-process.ts';

interface People {
  readonly teacher: Somebody;
  readonly dsl: Somebody;
  readonly head: Somebody;
  readonly lead: Somebody;
  readonly ceo: Somebody;
}

/** Everything real: PostgreSQL, Temporal and a worker, each a process that a test may kill and start again. */
export interface ProcessWorld {
  readonly folder: string;
  readonly database: TestDatabase;
  readonly environment: WorkerEnvironment;
  readonly temporalAddress: string;
  readonly temporalDbFile: string;
  readonly trust: Trust;
  readonly school: School;
  readonly people: People;
  readonly workers: WorkerProcess[];
  worker(differing?: WorkerEnvironment): WorkerProcess;
  killTemporal(): Promise<void>;
  startTemporal(): Promise<void>;
  /** As when its disk is lost: the server is ended and its file deleted. */
  forgetTemporal(): Promise<void>;
  killPostgres(): Promise<void>;
  startPostgres(): Promise<void>;
  end(): Promise<void>;
}

export async function startProcessWorld(name: string): Promise<ProcessWorld> {
  quietRuntime();
  const folder = await temporaryFolder(name);
  const dir = path.join(folder.path, 'postgres');
  const dbFile = path.join(folder.path, 'temporal.db');
  let postgres = await startPostgres({ dir });
  let temporal = await startTemporal({ dbFile });
  const { port } = temporal;
  const urls = await migrated(postgres, path.join(folder.path, 'test.key'));
  const database = await openDatabase(urls);
  const { trust, school, people } = await populate(database);
  const workers: WorkerProcess[] = [];
  const environment = environmentOf(urls, temporal);
  return {
    ...{
      folder: folder.path,
      database,
      environment,
      temporalAddress: temporal.address,
      temporalDbFile: dbFile,
    },
    ...{ trust, school, people, workers },
    worker: (differing = {}) => {
      const worker = startWorker({ ...environment, ...differing });
      workers.push(worker);
      return worker;
    },
    killTemporal: () => killed(temporal),
    startTemporal: async () => void (temporal = await startTemporal({ dbFile, port })),
    forgetTemporal: async () => {
      await killed(temporal);
      for (const suffix of ['', '-wal', '-shm']) await rm(`${dbFile}${suffix}`, { force: true });
    },
    killPostgres: () => killed(postgres),
    startPostgres: async () => void (postgres = await startPostgres({ dir, port: postgres.port })),
    end: async () => {
      await Promise.all(workers.map((worker) => worker.stop()));
      await database.close();
      await Promise.all([temporal.stop(), postgres.stop()]);
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

async function populate(database: TestDatabase) {
  const trust = await aTrust(database);
  const school = await aSchool(trust);
  const people = {
    teacher: await aPerson(trust).named('Tess Teacher').as('staff').at(school).create(),
    dsl: await aPerson(trust).named('Dina Lead').as('dsl').at(school).create(),
    head: await aPerson(trust).named('Hedy Teacher').as('headteacher').at(school).create(),
    lead: await aPerson(trust).named('Tom Safe').as('trustSafeguardingLead').create(),
    ceo: await aPerson(trust).named('Cleo Chief').as('ceo').create(),
  };
  return { trust, school, people };
}

const environmentOf = (urls: Urls, { address }: RunningTemporal): WorkerEnvironment => ({
  TRUSTWARD_DATABASE_WORKER_URL: urls.workerUrl,
  TRUSTWARD_TEMPORAL_ADDRESS: address,
  TRUSTWARD_KEY_FILE: urls.keyFile,
  // So seldom that what arrives did not need the watchdog, but for its look at the worker's start.
  TRUSTWARD_WATCHDOG_SECONDS: '86400',
});
