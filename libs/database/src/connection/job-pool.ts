import { Pool } from 'pg';

export interface JobPoolOptions {
  readonly url: string;
  /** How PostgreSQL shows its connections. */
  readonly session: string;
  readonly connections: number;
}

/**
 * For the job queue. It would make a pool of its own, and stops hearing that pool's errors before the pool is at its
 * end: a server that died just then ended the whole process.
 */
export function openJobPool({ url, session, connections }: JobPoolOptions): Pool {
  const pool = new Pool({ connectionString: url, application_name: session, max: connections });
  // Whoever uses a connection that is gone hears it by the next thing they ask of it.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
