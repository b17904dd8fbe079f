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
import { startPostgres } from '@trustward/infra/postgres';

export interface Database {
  readonly pid: number;
  readonly urls: { readonly owner: string; readonly api: string; readonly worker: string };
  readonly keyFile: string;
  /** As the owner of the tables: what no running process may do, such as opening cases by the thousand. */
  readonly owner: Door;
  readonly ownerPlatform: PlatformDoor;
  /** As the worker, in a pool of the size that the worker has. */
  readonly worker: Door;
  stop(): Promise<void>;
}

export const POOL_SIZE = 10;

/** A PostgreSQL of the bench's own, set up as `npm start` sets it up: commits wait for the disk. */
export async function startDatabase(folder: string): Promise<Database> {
  const keyFile = path.join(folder, 'bench.key');
  await ensureKeyFile(keyFile);
  const postgres = await startPostgres({ dir: path.join(folder, 'postgres') });
  const urls = {
    owner: postgres.ownerUrl,
    api: asRole(postgres.ownerUrl, 'trustward_api'),
    worker: asRole(postgres.ownerUrl, 'trustward_worker'),
  };
  await migrate({ url: urls.owner, apiUrl: urls.api, workerUrl: urls.worker });
  const vault = await openFileVault(keyFile);
  const open = (url: string, asOwner: boolean) =>
    createDataSource({ url, process: 'bench', poolSize: POOL_SIZE, asOwner }).initialize();
  const [owner, worker] = [await open(urls.owner, true), await open(urls.worker, false)];
  const stop = async () => {
    await owner.destroy();
    await worker.destroy();
    await postgres.stop();
  };
  const doors = { owner: new Door(owner, vault), worker: new Door(worker, vault) };
  return { pid: postgres.pid, urls, keyFile, ...doors, ownerPlatform: new PlatformDoor(owner), stop };
}

function asRole(ownerUrl: string, role: string): string {
  const url = new URL(ownerUrl);
  url.username = role;
  url.password = randomBytes(18).toString('base64url');
  return url.href;
}
