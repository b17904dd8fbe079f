import { ACTS, PARTIES } from '@trustward/chain';
import type { Act } from '@trustward/chain';
import type { CaseHold } from '@trustward/contracts';
import { iso } from '../shared/instants.ts';
import { inWords } from '../shared/role-words.ts';
import type { TaskContext } from './task-context.ts';
import { wouldTake } from './trial.ts';

/** What nobody may do for now, with what stays allowed, in the words of the chain. */
export function holdsOf(context: TaskContext): CaseHold[] {
  const { record, world, caller, names } = context;
  const by = caller.personId;
  return Object.entries(record.state.holds).flatMap(([id, { placedAt, endedAt, releaseAskedBy }]) => {
    const hold = world.chain.holds[id];
    if (hold === undefined || endedAt !== null) return [];
    return {
      id,
      title: hold.title,
      sentence: hold.sentence,
      since: iso(placedAt),
      forbids: hold.forbids.map(inOwnWords),
      allows: hold.allows.map(inOwnWords),
      agreedBy: hold.agreedBy.length === 0 ? null : inWords(hold.agreedBy.map((party) => PARTIES[party])),
      releaseAskedBy: releaseAskedBy === null ? null : (names.get(releaseAskedBy)?.name ?? ''),
      mayAskRelease: wouldTake(context, { type: 'releaseAsked', by, hold: id }),
      mayGrantRelease: wouldTake(context, { type: 'releaseGranted', by, hold: id }),
    };
  });
}

const inOwnWords = (act: Act): string => ACTS[act];
