import { ApplicationFailure } from '@temporalio/common';
import { codeIn } from './code-in.ts';

const SQLSTATE = /^[0-9A-Z]{5}$/;
const SYSTEM_ERROR = /^E[A-Z_0-9]{2,30}$/;

/** What may leave the process about an error: a stable code. Messages quote values, and values can be about a child. */
export function failureCode(error: unknown): string {
  if (error instanceof ApplicationFailure) return codeIn(error.type);
  const code = codeOf(error) ?? codeOf(driverErrorOf(error));
  if (code !== undefined && SYSTEM_ERROR.test(code)) return `network-${code}`;
  if (code !== undefined && SQLSTATE.test(code)) return `sql-${code}`;
  return codeIn(error instanceof Error ? error.name : undefined);
}

const codeOf = (error: unknown): string | undefined =>
  hasField(error, 'code') && typeof error.code === 'string' ? error.code : undefined;

/** TypeORM wraps the driver's error, which holds the code. */
const driverErrorOf = (error: unknown): unknown =>
  hasField(error, 'driverError') ? error.driverError : undefined;

const hasField = <K extends string>(value: unknown, field: K): value is Record<K, unknown> =>
  typeof value === 'object' && value !== null && field in value;
