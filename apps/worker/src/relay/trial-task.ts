import { trialCame, trialOf } from '@trustward/casework';
import type { Config } from '@trustward/config';
import type { Door } from '@trustward/database';
import type { Task } from 'graphile-worker';
import { tryOut } from '../mail/trial.ts';

/** Sends the messages by which somebody tries their trust's own service. Nothing of it is tried again but by them. */
export const trialTask =
  (door: Door, config: Config<'mail' | 'returns' | 'notify'>): Task =>
  async (payload) => {
    const { tenantId } = payload as { readonly tenantId: string };
    const trial = await trialOf(door, tenantId);
    if (trial !== null) await trialCame(door, tenantId, trial, await tryOut(config, tenantId, trial));
  };
