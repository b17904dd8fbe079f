import { rm } from 'node:fs/promises';
import path from 'node:path';
import { startTemporal, type RunningTemporal } from '@trustward/infra/temporal';
import { dropDatabases, startTemporalOnPostgres } from '@trustward/infra/temporal-on-postgres';
import { ensureNamespace, openClient } from '@trustward/temporal';

/** What Temporal can keep everything in: one file as on one machine, or PostgreSQL as in a cluster. */
export type TemporalStore = 'SQLite' | 'PostgreSQL';

interface Place {
  readonly folder: string;
  /** The owner of Trustward's database. */
  readonly ownerUrl: string;
}

interface Ways {
  start(place: Place, port?: number): Promise<RunningTemporal>;
  /** Deletes all that a server which has ended kept. */
  forget(place: Place): Promise<void>;
}

export const sqliteFile = ({ folder }: Pick<Place, 'folder'>): string => path.join(folder, 'temporal.db');

export const TEMPORAL_ON: Readonly<Record<TemporalStore, Ways>> = {
  SQLite: {
    start: (place, port) => startTemporal({ dbFile: sqliteFile(place), ...(port && { port }) }),
    forget: async (place) => {
      for (const suffix of ['', '-wal', '-shm']) await rm(`${sqliteFile(place)}${suffix}`, { force: true });
    },
  },
  PostgreSQL: {
    start: async ({ folder, ownerUrl }, port) => {
      const dir = path.join(folder, 'temporal');
      const server = await startTemporalOnPostgres({ ownerUrl, dir, ...(port && { port }) });
      await haveNamespace(server.address);
      return server;
    },
    forget: ({ ownerUrl }) => dropDatabases(ownerUrl),
  },
};

const ANSWERS_WITHIN_MS = 60_000;

/** What comes with its own store has it from the start. */
async function haveNamespace(address: string): Promise<void> {
  const namespace = 'trustward';
  const { connection, close } = openClient({ address, namespace });
  const made = () => ensureNamespace(connection, namespace);
  try {
    await connection.withDeadline(Date.now() + ANSWERS_WITHIN_MS, made);
  } finally {
    await close();
  }
}
