import { isInForce } from './condition.ts';
import { refuse } from './refuse.ts';
import type { Refused } from './refuse.ts';
import type { CaseState } from './state.ts';
import type { World } from './world.ts';
import { ACTS } from '../language/act.ts';
import type { Act } from '../language/act.ts';
import type { Hold } from '../language/hold.ts';

/** Whether a hold lets nobody do something while it is in force. */
export const bans = ({ forbids, allows }: Hold, act: Act): boolean =>
  forbids.includes(act) && !allows.includes(act);

/** Why none of these acts is done for now, if a hold in force forbids one. */
export function heldBy(world: World, state: CaseState, acts: readonly Act[]): Refused | null {
  for (const [id, hold] of Object.entries(world.chain.holds)) {
    const act = acts.find((each) => bans(hold, each));
    if (act !== undefined && isInForce(state, id)) {
      return refuse('held', `${hold.title}: ${ACTS[act]} must wait. ${hold.sentence}`);
    }
  }
  return null;
}
