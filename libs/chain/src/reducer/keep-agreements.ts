import { tellIfTooFew } from './answerers.ts';
import { owedDuties } from './duties.ts';
import { isKeptFrom } from './may-do.ts';
import { changed } from './progress.ts';
import type { Progress } from './progress.ts';
import type { Asked, CaseState } from './state.ts';
import type { World } from './world.ts';
import type { Instant } from '../clock/calendar.ts';
import type { Step } from '../language/step.ts';

/** Those who agreed to something and may still have to do with it. */
export const stillAgreed = (world: World, state: CaseState, step: Step, { agreedBy }: Asked): string[] =>
  agreedBy.filter((person) => !isKeptFrom(world, state, step, person));

/** Leaves out whoever agreed to something and is kept out of it since; the leaders hear where too few are left. */
export function keepAgreements(world: World, progress: Progress, at: Instant): Progress {
  return owedDuties(world, progress.state).reduce((soFar, [step, duty]) => {
    const { asked } = duty;
    if (asked === null) return soFar;
    const agreedBy = stillAgreed(world, soFar.state, step, asked);
    if (agreedBy.length === asked.agreedBy.length) return soFar;
    const next = { ...duty, asked: { ...asked, agreedBy }, version: duty.version + 1 };
    return changed(soFar, next, ...tellIfTooFew(world, soFar.state, { step, duty: next }, at));
  }, progress);
}
