import type { CaseInput, WakeResult } from '@trustward/contracts';
import type { Door } from '@trustward/database';
import { drive } from './drive.ts';
import { setAside, whyUnreadable } from './set-aside.ts';
import type { CaseUnreadable } from './unreadable.ts';
import { WORKER_ACTOR } from './worker-actor.ts';

/**
 * Lets time pass for a case. Idempotent: what was played is not played again. A case that cannot be read is set aside, and
 * said to `alarm` each time that it is found so.
 */
export async function wake(
  door: Door,
  input: CaseInput,
  alarm: (what: CaseUnreadable['what']) => void = () => undefined,
): Promise<WakeResult> {
  try {
    return await timePassed(door, input);
  } catch (error) {
    // Only reading a case and going on from it says whether that can be done.
    const what = whyUnreadable(error);
    if (what === null) throw error;
    alarm(what);
    return setAside(door, input, what);
  }
}

const timePassed = (door: Door, { tenantId, caseId }: CaseInput): Promise<WakeResult> =>
  door.run({ tenantId, actor: WORKER_ACTOR }, async (tx) => {
    const { deliveries, wakeAt, now, ended, state } = await drive(tx, caseId, { kind: 'time' });
    return { deliveries, wakeAt, now, ended, ...(state.drill && { drill: true }) };
  });
