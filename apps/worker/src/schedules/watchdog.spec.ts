import type { PlatformDoor } from '@trustward/database';
import { ServiceError } from '@temporalio/client';
import type { Logger } from '@trustward/observability';
import { describe, expect, it } from 'vitest';
import { lookForOverdue } from './watchdog.ts';

const grpc = (code: number) =>
  new ServiceError('no', { cause: Object.assign(new Error('no'), { code, details: '', metadata: {} }) });
const overdue = ['first', 'second'].map((caseId) => ({ tenantId: 'trust', caseId, latenessMs: 1, count: 1 }));
const log: Logger = {
  ...{ debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined },
  child: () => log,
};

async function poked(refusal: Error): Promise<readonly string[]> {
  const platform = { query: () => Promise.resolve(overdue) } as unknown as PlatformDoor;
  const asked: string[] = [];
  const poke = ({ caseId }: { readonly caseId: string }) => {
    asked.push(caseId);
    return caseId === 'first' ? Promise.reject(refusal) : Promise.resolve();
  };
  await expect(lookForOverdue({ platform, poke, log })).rejects.toBe(refusal);
  return asked.sort();
}

describe('the watchdog', () => {
  it('pokes every other case where Temporal refuses one, looks for both, and fails at the end', async () => {
    expect(await poked(grpc(3))).toEqual(['first', 'first', 'second', 'second']);
  });

  it('does not wait at each case where Temporal is away', async () => {
    expect(await poked(grpc(14))).toEqual(['first', 'first']);
  });
});
