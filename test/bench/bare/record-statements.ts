import { appendFileSync } from 'node:fs';
import pg from 'pg';
import type { Statement } from './statement.ts';
import { writeStatement } from './statement.ts';

/** Preloaded into a real process as `--import …/record-statements.ts?to=FILE`: notes every statement that it sends. */
const to = new URL(import.meta.url).searchParams.get('to');
if (to === null) throw new Error('Say where to: record-statements.ts?to=FILE.');

interface Queries {
  query(this: unknown, ...args: unknown[]): unknown;
}
const prototype = pg.Client.prototype as unknown as Queries;
const original = prototype.query;

prototype.query = function (...args) {
  const statement = statementIn(args);
  // Synchronous, so that a statement is on the disk before its answer is.
  if (statement !== null) appendFileSync(to, `${writeStatement(statement)}\n`);
  return original.apply(this, args);
};

function statementIn([first, second]: unknown[]): Statement | null {
  const values = Array.isArray(second) ? { values: second as unknown[] } : {};
  if (typeof first === 'string') return { text: first, ...values };
  if (typeof first !== 'object' || first === null || !('text' in first)) return null;
  const { text, name, values: own } = first as Statement;
  return { text, ...(name === undefined ? {} : { name }), ...(own === undefined ? values : { values: own }) };
}
