import { found } from './finding.ts';
import { openingGoals } from './openable.ts';
import { isPossible } from './solve.ts';
import { eachStep } from './view.ts';
import { now } from './wish.ts';
import type { Step } from '../language/step.ts';

/** What goes out without agreement in an emergency is read afterwards, by somebody else. */
export const checkApprovals = eachStep((step, path, { chain, model }) => {
  const name = step.approval?.emergency?.countersign;
  const signing = chain.steps.find(({ id }) => id === name);
  if (name === undefined || signing === undefined || !model.openable.has(step.id)) return [];
  const at = `${path}.approval.emergency.countersign`;
  const comesUp = isPossible(model, [now({ bypassed: step.id }), ...openingGoals(signing)]);
  return [
    ...(comesUp
      ? []
      : [found('neverCountersigned', at, `"${signing.title}" does not come up after "${step.title}".`)]),
    ...(signing.otherThanDoerOf.includes(step.id)
      ? []
      : [
          found(
            'neverCountersigned',
            at,
            `Whoever does "${step.title}" could countersign it: say otherThanDoerOf: [${step.id}].`,
          ),
        ]),
    ...mayNeverBeSigned(signing).map((why) => found('neverCountersigned', at, `"${signing.title}" ${why}.`)),
  ];
});

/** Nobody would miss it. That somebody hears of its lateness is asked of every deadline. */
function mayNeverBeSigned({ optional, clock }: Step): string[] {
  return [
    ...(optional ? ['need not be done, so nobody may ever read what went out: leave out "optional"'] : []),
    ...(clock === undefined || clock.whose !== undefined || 'event' in clock
      ? ['has no deadline of ours that surely begins, so nobody hears that it is not done: give it a clock']
      : []),
  ];
}
