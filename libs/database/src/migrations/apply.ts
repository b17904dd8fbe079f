import type { QueryRunner } from 'typeorm';

/** Runs statements in order, in the transaction of their migration. */
export async function apply(runner: QueryRunner, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await runner.query(statement);
}

/** History is never taken back: a wrong migration is followed by a right one. */
export function noWayBack(): Promise<void> {
  return Promise.reject(new Error('Migrations only go forward; write one that follows.'));
}
