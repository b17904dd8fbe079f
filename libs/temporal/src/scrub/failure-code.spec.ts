import { ApplicationFailure } from '@temporalio/common';
import { describe, expect, it } from 'vitest';
import { failureCode } from './failure-code.ts';

describe('the code of a failure', () => {
  it('is the failure’s own type when it has one', () => {
    expect(failureCode(ApplicationFailure.nonRetryable('Lena Moss is not there', 'CaseNotFound'))).toBe(
      'CaseNotFound',
    );
  });

  it('is the SQLSTATE of what PostgreSQL refused, also where TypeORM wrapped it', () => {
    expect(failureCode(Object.assign(new Error('Key (name)=(Lena Moss)'), { code: '23505' }))).toBe(
      'sql-23505',
    );
    expect(failureCode({ name: 'QueryFailedError', driverError: { code: '40001' } })).toBe('sql-40001');
  });

  it('names the fault of the network', () => {
    expect(failureCode(Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }))).toBe(
      'network-ECONNREFUSED',
    );
  });

  it('is the class of any other error, and Unknown where that could say more than a class', () => {
    expect(failureCode(new TypeError('x of Lena Moss'))).toBe('TypeError');
    expect(failureCode(Object.assign(new Error('x'), { name: 'Lena Moss (7B)' }))).toBe('Unknown');
    expect(failureCode('Lena Moss')).toBe('Unknown');
  });
});
