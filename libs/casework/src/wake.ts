import type { CaseInput, WakeResult } from '@trustward/contracts';
import type { Door } from '@trustward/database';
import { drive } from './drive.ts';
import { WORKER_ACTOR } from './worker-actor.ts';

/** Lets time pass for a case. Idempotent: what was played is not played again. */
export function wake(door: Door, { tenantId, caseId }: CaseInput): Promise<WakeResult> {
  return door.run({ tenantId, actor: WORKER_ACTOR }, async (tx) => {
    const { deliveries, wakeAt, now, ended, state } = await drive(tx, caseId, { kind: 'time' });
    return { deliveries, wakeAt, now, ended, ...(state.drill && { drill: true }) };
  });
}
