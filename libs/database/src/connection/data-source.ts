import type { EventEmitter } from 'node:events';
import 'reflect-metadata';
import { DataSource } from 'typeorm';
import { ENTITIES } from '../entities/all.ts';
import { MIGRATIONS } from '../migrations/all.ts';
import { OWNER } from '../policies/roles.ts';

export interface ConnectionOptions {
  readonly url: string;
  /** Which process this is, as PostgreSQL shows it. */
  readonly process: string;
  readonly poolSize?: number;
  /** Acts as the owner of the tables, whatever role logged in: migrations and the demo only. */
  readonly asOwner?: boolean;
}

/** A statement that hangs gives its connection back, and is not compiled: every one is a look-up by key. */
const SESSION = ['statement_timeout=20s', 'idle_in_transaction_session_timeout=30s', 'jit=off']
  .map((setting) => `-c ${setting}`)
  .join(' ');

/**
 * Between the pool's handing a connection out and TypeORM's listening to it nobody would hear it break, and Node ends a
 * process that does not hear an error. The pool calls this at that moment; whoever uses the connection learns of it.
 */
function neverUnheard(client: EventEmitter, done: () => void): void {
  client.on('error', () => undefined);
  done();
}

/** One pool of connections; `initialize()` opens it. The schema is only ever changed by migrations. */
export function createDataSource({
  url,
  process,
  poolSize = 10,
  asOwner = false,
}: ConnectionOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    applicationName: `trustward-${process}`,
    schema: 'platform',
    entities: [...ENTITIES],
    migrations: [...MIGRATIONS],
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    synchronize: false,
    installExtensions: false,
    logging: false,
    poolSize,
    extra: {
      options: asOwner ? `-c role=${OWNER}` : SESSION,
      connectionTimeoutMillis: 10_000,
      verify: neverUnheard,
    },
  });
}
