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
  /** For how long an answer is waited for. */
  readonly answersWithinMs?: number;
}

/** Beyond PostgreSQL's own limit, which a server that is gone without a word no longer keeps. */
const ANSWERS_WITHIN_MS = 25_000;

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
  answersWithinMs = ANSWERS_WITHIN_MS,
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
      ...(asOwner ? { options: `-c role=${OWNER}` } : { options: SESSION, query_timeout: answersWithinMs }),
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      connectionTimeoutMillis: 10_000,
      verify: neverUnheard,
    },
  });
}
