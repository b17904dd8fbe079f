import { Door, PlatformDoor, createDataSource, openVault } from '@trustward/database';
import type { Config } from '@trustward/config';

export interface Doors {
  readonly door: Door;
  readonly platform: PlatformDoor;
  close(): Promise<void>;
}

/** Opens the worker's pool of connections; rejects while PostgreSQL is not there or not migrated. */
export async function openDoors({ workerDatabase, keys }: Config<'workerDatabase' | 'keys'>): Promise<Doors> {
  const vault = await openVault(keys);
  const dataSource = createDataSource({ ...workerDatabase, process: 'worker' });
  await dataSource.initialize();
  return {
    door: new Door(dataSource, vault),
    platform: new PlatformDoor(dataSource),
    close: () => dataSource.destroy(),
  };
}
