import type { Task } from 'graphile-worker';
import type { ChangeInput } from '@trustward/contracts/temporal';
import type { PokeChange } from './poke.ts';

/** Has the workflow of a change look; the one function that makes such jobs gives them ids. */
export const changeTask =
  (poke: PokeChange): Task =>
  async (payload) => {
    const { tenantId, changeId } = payload as ChangeInput;
    await poke({ tenantId, changeId });
  };
