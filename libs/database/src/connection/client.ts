import type { DataSource, QueryRunner } from 'typeorm';
import { Client } from 'pg';
import type { Pool, PoolClient, QueryResult, QueryResultRow } from 'pg';
import type { Values } from './tx.ts';

interface Connected {
  readonly runner: QueryRunner;
  readonly client: PoolClient;
}

export async function connected(dataSource: DataSource): Promise<Connected> {
  const runner = dataSource.createQueryRunner();
  const client = (await runner.connect()) as PoolClient;
  return { runner, client };
}

/** Several statements in one message; answers the rows of the last. Never with anything but checked words in it. */
export async function message<R extends QueryResultRow>(client: PoolClient, text: string): Promise<R[]> {
  const answer = (await client.query(text)) as unknown as QueryResult<R> | QueryResult<R>[];
  const last = Array.isArray(answer) ? answer.at(-1) : answer;
  return last?.rows ?? [];
}

/** A transaction was undone that the work believed done. */
class NotCommitted extends Error {
  override readonly name = 'NotCommitted';
}

/** Once a statement has failed, PostgreSQL answers COMMIT with a rollback and no error, whoever swallowed the first. */
export async function commit(client: PoolClient): Promise<void> {
  const { command } = await client.query('COMMIT');
  if (command === 'COMMIT') return;
  throw new NotCommitted('A statement failed and its error was swallowed, so that nothing was kept.');
}

/** What was begun is undone. A connection that does not even answer to that is closed, so that nobody is given it. */
export async function undo(client: PoolClient): Promise<void> {
  try {
    await client.query('ROLLBACK');
  } catch {
    if (client instanceof Client) void client.end().catch(() => undefined);
  }
}

export async function rowsOf<R>(
  on: Pool | PoolClient,
  text: string,
  values: Values,
  name?: string,
): Promise<R[]> {
  const config = { text, values: [...values], ...(name === undefined ? {} : { name }) };
  return (await on.query(config)).rows as R[];
}

/** PostgreSQL's code of an error, e.g. 23505; TypeORM wraps it, pg does not. */
export function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const cause: unknown = 'driverError' in error ? error.driverError : error;
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
}

/** The constraint an error names, if it is one of a constraint. */
export function brokenConstraint(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const cause: unknown = 'driverError' in error ? error.driverError : error;
  const named = cause instanceof Error && 'constraint' in cause ? cause.constraint : undefined;
  return typeof named === 'string' ? named : undefined;
}
