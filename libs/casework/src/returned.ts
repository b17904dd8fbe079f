import type { MessageInput } from '@trustward/contracts';
import { UnknownTenant } from '@trustward/database';
import type { Door } from '@trustward/database';
import { end } from './message.ts';
import { proofOf } from './return-mark.ts';
import type { Returned } from './return-mark.ts';
import { WORKER_ACTOR } from './worker-actor.ts';

/** Whether we sent what this mark says has come back. */
export const isOurs = (door: Door, { tenantId, messageId, proof }: Returned): Promise<boolean> =>
  door
    .run({ tenantId, actor: WORKER_ACTOR }, (tx) => Promise.resolve(proofOf(tx, messageId) === proof))
    .catch((error: unknown) => {
      if (error instanceof UnknownTenant) return false;
      throw error;
    });

/** Repeatable: what has come back stays so, and its case hears of it once. */
export const cameBack = (door: Door, { tenantId, messageId }: MessageInput, code: string): Promise<void> =>
  door.run({ tenantId, actor: WORKER_ACTOR }, (tx) =>
    end(tx, messageId, { state: 'bounced', code }, ['waiting', 'accepted']),
  );
