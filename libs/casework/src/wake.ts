import type { CaseInput, WakeResult } from '@trustward/contracts';
import type { Door } from '@trustward/database';
import { changesLeft, takeLeft } from './change/left.ts';
import { drive } from './drive.ts';
import { setAside, whyUnreadable } from './set-aside.ts';
import type { CaseUnreadable } from './unreadable.ts';
import { openLater } from './unread/open-later.ts';
import { urgentOf } from './urgent-deliveries.ts';
import { WORKER_ACTOR } from './worker-actor.ts';

/** What the workflow is answered, and which of the deliveries are urgent. */
export interface Woken extends WakeResult {
  readonly urgent?: readonly string[];
}

/**
 * Lets time pass for a case. Idempotent: what was played is not played again. A case that cannot be read is set aside, and
 * said to `alarm` each time that it is found so; one that was taken unread is opened once that can be done.
 */
export async function wake(
  door: Door,
  input: CaseInput,
  alarm: (what: CaseUnreadable['what']) => void = () => undefined,
): Promise<Woken> {
  try {
    const { left, ...woken } = await timePassed(door, input);
    if (left.length === 0) return woken;
    return await afterLeft(door, input, left, woken, alarm);
  } catch (error) {
    // Only reading a case and going on from it says whether that can be done.
    const what = whyUnreadable(error);
    if (what === null) throw error;
    if (what === 'pinned' && (await openLater(door, input))) return wake(door, input, alarm);
    alarm(what);
    return setAside(door, input, what);
  }
}

async function afterLeft(
  door: Door,
  input: CaseInput,
  left: readonly string[],
  woken: Woken,
  alarm: (what: CaseUnreadable['what']) => void,
): Promise<Woken> {
  try {
    await takeLeft(door, input, left);
  } catch {
    // Whatever keeps a change from it must not keep from people what time brought: it is tried at its next wake.
    alarm('play');
    return woken;
  }
  const { deliveries, urgent, wakeAt, now, ended, drill } = await timePassed(door, input);
  return { deliveries, ...(urgent && { urgent }), wakeAt, now, ended, ...(drill && { drill }) };
}

/** With the changes that it missed while it could not be read. */
interface Passed extends Woken {
  readonly left: readonly string[];
}

const timePassed = (door: Door, { tenantId, caseId }: CaseInput): Promise<Passed> =>
  door.run({ tenantId, actor: WORKER_ACTOR }, async (tx) => {
    const { deliveries, wakeAt, now, ended, state, world } = await drive(tx, caseId, { kind: 'time' });
    const urgent = await urgentOf(tx, world.chain, deliveries);
    const left = await changesLeft(tx, caseId);
    return { left, deliveries, urgent, wakeAt, now, ended, ...(state.drill && { drill: true }) };
  });
