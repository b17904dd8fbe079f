import type { Task } from 'graphile-worker';
import { pokes } from '@trustward/observability';
import type { CaseInput } from '@trustward/contracts/temporal';
import type { Poke } from './poke.ts';

/** A job that is not one of ours; it fails, and stays in the table for someone to look at. */
class NotAPoke extends Error {
  override readonly name = 'NotAPoke';
}

export const pokeTask =
  (poke: Poke): Task =>
  async (payload) => {
    await poke(caseIn(payload));
    pokes.inc();
  };

function caseIn(payload: unknown): CaseInput {
  if (typeof payload !== 'object' || payload === null) throw new NotAPoke('The job names no case.');
  const { tenantId, caseId } = payload as Partial<Record<keyof CaseInput, unknown>>;
  if (typeof tenantId !== 'string' || typeof caseId !== 'string') {
    throw new NotAPoke('The job names no case.');
  }
  return { tenantId, caseId };
}
