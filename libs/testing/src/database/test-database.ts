import { randomBytes } from 'node:crypto';
import { Door, PlatformDoor, createDataSource, openFileVault } from '@trustward/database';
import type { KeyVault } from '@trustward/database';
import { Client } from 'pg';
import { inject } from 'vitest';
import type {} from './server.ts';

/** A database of this test file alone, with the doors of each role that uses one. */
export interface TestDatabase {
  readonly ownerUrl: string;
  readonly apiUrl: string;
  readonly workerUrl: string;
  readonly keyFile: string;
  readonly vault: KeyVault;
  /** As the API: for persons. */
  readonly api: Door;
  readonly platform: PlatformDoor;
  /** As the worker: for named actors. */
  readonly worker: Door;
  readonly workerPlatform: PlatformDoor;
  /** As the owner, who writes what no process may: people, posts, exclusions. */
  readonly owner: Door;
  readonly ownerPlatform: PlatformDoor;
  close(): Promise<void>;
}

/** Clones the migrated template: a few tenths of a second. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject('postgres');
  const name = `t_${randomBytes(6).toString('hex')}`;
  const template = new URL(server.ownerUrl).pathname.slice(1);
  await onServer(server.ownerUrl, `create database ${name} template ${template}`);
  const urls = {
    ownerUrl: inDatabase(server.ownerUrl, name),
    apiUrl: inDatabase(server.apiUrl, name),
    workerUrl: inDatabase(server.workerUrl, name),
  };
  const doors = await openDoors(urls, server.keyFile);
  // The database goes with its server at the end of the run.
  return { ...urls, keyFile: server.keyFile, ...doors };
}

async function openDoors(urls: Pick<TestDatabase, 'ownerUrl' | 'apiUrl' | 'workerUrl'>, keyFile: string) {
  const vault = await openFileVault(keyFile);
  const open = (url: string, asOwner = false) =>
    createDataSource({ url, process: 'test', poolSize: 8, asOwner }).initialize();
  const owner = await open(urls.ownerUrl, true);
  const api = await open(urls.apiUrl);
  const worker = await open(urls.workerUrl);
  return {
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

/** `postgres` itself, for no one may be inside a template while it is cloned. */
async function onServer(ownerUrl: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: inDatabase(ownerUrl, 'postgres') });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

function inDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}
