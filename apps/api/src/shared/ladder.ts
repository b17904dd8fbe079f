import type { Role, Step } from '@trustward/chain';
import type { Caller, Judged } from '../platform/request-scope.ts';

/** The first role on a step's ladder by which the caller may take it over, where it is. */
export function ladderRole(step: Pick<Step, 'owner'>, caller: Caller, here: Judged): Role | undefined {
  const able = caller.posts.filter((post) => caller.by(post).may('duty:takeOver', here));
  return step.owner.find((rung) => able.some(({ role }) => role === rung));
}
