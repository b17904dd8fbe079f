import { derived } from '../language/derived.ts';
import type { Step } from '../language/step.ts';

/** Whether a step may come up again once it was done. One that closes the case does where it brought up something. */
export const mayComeAgain = ({ repeat, eachTime, closes }: Step): boolean =>
  repeat !== undefined || eachTime === true || closes !== undefined;

/** The names of those that do not, so that they have ended once they are done. */
export const endedOnceDone = derived(
  (steps: readonly Step[]): ReadonlySet<string> =>
    new Set(steps.flatMap((step) => (mayComeAgain(step) ? [] : [step.id]))),
);
