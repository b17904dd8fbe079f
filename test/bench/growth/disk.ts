import { stat } from 'node:fs/promises';
import { sqliteFile } from '../../temporal-store.ts';
import type { TemporalStore } from '../../temporal-store.ts';
import type { World } from '../world/world.ts';

const MB = 1_048_576;
const OURS = 'select pg_database_size(current_database())::double precision as bytes';
const TEMPORALS = `select sum(pg_database_size(oid))::double precision as bytes from pg_database
  where datname like 'trustward_temporal%'`;

interface Disk {
  readonly postgres: number;
  readonly temporal: number;
}

/** What Trustward's database and Temporal's store take on the disk, in MB. */
export async function diskOf({ database, folder }: World, temporalOn: TemporalStore): Promise<Disk> {
  const sizeIn = async (sql: string) =>
    ((await database.ownerPlatform.query<{ bytes: number }>(sql))[0]?.bytes ?? 0) / MB;
  const temporal = temporalOn === 'SQLite' ? sizeOfFile(folder) : sizeIn(TEMPORALS);
  return { postgres: await sizeIn(OURS), temporal: await temporal };
}

async function sizeOfFile(folder: string): Promise<number> {
  const sizes = ['', '-wal'].map(async (suffix) => {
    // Its log is gone whenever it was taken up into the file.
    const { size } = await stat(`${sqliteFile({ folder })}${suffix}`).catch(() => ({ size: 0 }));
    return size / MB;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
