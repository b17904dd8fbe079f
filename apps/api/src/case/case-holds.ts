import { ACTS, PARTIES } from '@trustward/chain';
import type { Act, PlacedHold, Role } from '@trustward/chain';
import type { CaseHold } from '@trustward/contracts';
import { iso } from '../shared/instants.ts';
import { inWords } from '../shared/role-words.ts';
import type { TaskContext } from './task-context.ts';
import { wouldTake } from './trial.ts';
import { waitingOf, whoBeside } from './waiting.ts';

/** What nobody may do for now, with what stays allowed, in the words of the chain. */
export function holdsOf(context: TaskContext): CaseHold[] {
  const { record, world } = context;
  return Object.entries(record.state.holds).flatMap(([id, placed]) => {
    const { placedAt, endedAt } = placed;
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
      ...releaseOf(context, id, hold.release?.grantedBy ?? [], placed),
    };
  });
}

/** That it ends before its time: to ask for, or asked for already. */
function releaseOf(
  context: TaskContext,
  hold: string,
  roles: readonly Role[],
  { releaseAskedBy: asker, releaseAskedAt: askedAt }: PlacedHold,
): Pick<CaseHold, 'askRelease' | 'release'> {
  const by = context.caller.personId;
  return {
    askRelease: wouldTake(context, { type: 'releaseAsked', by, hold })
      ? { answerers: whoBeside(context, roles, by) }
      : null,
    release:
      asker === null
        ? null
        : waitingOf(context, {
            ...{ asker, askedAt },
            type: 'releaseAsked',
            hold,
            roles,
            agree: { type: 'releaseGranted', by, hold },
            decline: { type: 'releaseDeclined', by, hold },
          }),
  };
}

const inOwnWords = (act: Act): string => ACTS[act];
