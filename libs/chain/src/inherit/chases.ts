import { implies } from './implies.ts';
import { comparable, opensWith } from './tighter-when.ts';
import type { Chain } from '../language/chain.ts';
import { derived } from '../language/derived.ts';
import type { Predicate } from '../language/predicate.ts';
import { LEADING, ROLES } from '../language/role.ts';
import type { Step } from '../language/step.ts';

/**
 * Whether somebody here must ask again whenever another party is silent past the time of a step: another step, of ours and
 * not optional, surely comes up once it is late, comes up again while nothing was heard, and ends no sooner.
 */
export const isChased = (chain: Chain, theirs: Step): boolean => chasesOf(chain, theirs).length > 0;

/**
 * Whether a leader must, who is not the one that waits: whoever asks again in time is never late, and so nobody else would
 * ever hear how long it has been.
 */
export function isChasedByLeader(chain: Chain, theirs: Step): boolean {
  // Whoever is named for a case may be anybody.
  const waiting = theirs.owner.find((role) => ROLES[role].scope !== 'case');
  return chasesOf(chain, theirs).some(({ owner: [first] }) =>
    LEADING.some((post) => post === first && post !== waiting),
  );
}

function chasesOf(chain: Chain, theirs: Step): readonly Step[] {
  const ofChain = known(chain);
  const found =
    ofChain.get(theirs) ?? chain.steps.filter((step) => step !== theirs && chases(chain, step, theirs));
  ofChain.set(theirs, found);
  return found;
}

const known = derived((_chain: Chain) => new Map<Step, readonly Step[]>());

function chases({ steps }: Chain, step: Step, theirs: Step): boolean {
  const { clock, optional, repeat, until } = step;
  if (optional || clock === undefined || clock.whose !== undefined || repeat === undefined) return false;
  const isLate = comparable({ late: theirs.id }, steps);
  const silent = [isLate, ...opensWith(theirs, steps)];
  const opens = allOf(opensWith(step, steps));
  const heard = isOver(theirs);
  const comesUp = implies({ all: silent }, opens);
  // Whatever brings it up must be that silence, or it may have come and gone before.
  const isOf = implies(opens, isLate);
  const lasts = [repeat.until, ...(until === undefined ? [] : [until])].every(
    (end) => implies(end, heard) === true,
  );
  return comesUp === true && isOf === true && lasts;
}

/** None is always so. */
const allOf = (all: Predicate[]): Predicate | undefined => (all.length === 0 ? undefined : { all });

/** All that says of a step that it is no longer owed. */
function isOver({ id, outcomes, until }: Step): Predicate {
  return {
    any: [
      { done: id },
      { step: id, is: ['done', 'waived', 'notApplicable', 'superseded'] },
      ...Object.keys(outcomes ?? {}).map((is) => ({ outcome: id, is })),
      ...(until === undefined ? [] : [until]),
    ],
  };
}
