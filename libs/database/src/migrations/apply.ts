import type { QueryRunner } from 'typeorm';
import { GUARD } from '../policies/roles.ts';

/** Runs statements in order, in the transaction of their migration. */
export async function apply(runner: QueryRunner, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await runner.query(statement);
}

/** History is never taken back: a wrong migration is followed by a right one. */
export function noWayBack(): Promise<void> {
  return Promise.reject(new Error('Migrations only go forward; write one that follows.'));
}

/** Gives a function to the guard, which may own but never create. */
export const toGuard = (name: string) => [
  `grant create on schema ${name.split('.')[0]} to ${GUARD}`,
  `alter function ${name} owner to ${GUARD}`,
  `revoke create on schema ${name.split('.')[0]} from ${GUARD}`,
];
