import { testDatabase } from '@trustward/testing';
import type { TestDatabase } from '@trustward/testing';
import { afterAll, beforeAll } from 'vitest';
import { startApi } from './api-server.ts';
import type { ApiServer } from './api-server.ts';
import { aTown } from './town.ts';
import type { Town } from './town.ts';

export interface Setting {
  readonly database: TestDatabase;
  readonly server: ApiServer;
  readonly town: Town;
}

/** A database, the application on it and a town of people, for one file; ready once its tests run. */
export function aSetting(): Setting {
  const ready: { database?: TestDatabase; server?: ApiServer; town?: Town } = {};
  beforeAll(async () => {
    ready.database = await testDatabase();
    ready.server = await startApi(ready.database);
    ready.town = await aTown(ready.database);
  });
  afterAll(async () => {
    await ready.server?.close();
    await ready.database?.close();
  });
  const the = <T>(what: T | undefined): T => {
    if (what === undefined) throw new Error('the setting is only there inside a test');
    return what;
  };
  return {
    get database() {
      return the(ready.database);
    },
    get server() {
      return the(ready.server);
    },
    get town() {
      return the(ready.town);
    },
  };
}
