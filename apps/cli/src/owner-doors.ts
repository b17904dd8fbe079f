import { readConfig } from '@trustward/config';
import { Door, PlatformDoor, createDataSource, openVault } from '@trustward/database';
import type { KeyVault } from '@trustward/database';

export interface OwnerDoors {
  readonly door: Door;
  readonly platform: PlatformDoor;
  readonly vault: KeyVault;
}

/** Does something as the owner of the tables, through the same doors as everybody, and closes them after. */
export async function asOwner<T>(work: (doors: OwnerDoors) => Promise<T>): Promise<T> {
  const { ownerDatabase, keys } = readConfig('ownerDatabase', 'keys');
  const vault = await openVault(keys);
  const options = { url: ownerDatabase.url, process: 'cli', poolSize: 2, asOwner: true };
  const dataSource = await createDataSource(options).initialize();
  try {
    return await work({ door: new Door(dataSource, vault), platform: new PlatformDoor(dataSource), vault });
  } finally {
    await dataSource.destroy();
  }
}
