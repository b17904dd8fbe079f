import { found } from './finding.ts';
import { eachStep } from './view.ts';
import type { Step } from '../language/step.ts';

/** Where a step speaks of its own outcomes, it has them. */
export const checkOutcomes = eachStep((step, path) => {
  const known = Object.keys(step.outcomes ?? {});
  return named(step).flatMap(([at, codes]) =>
    codes
      .filter((code) => !known.includes(code))
      .map((code) => found('unknownOutcome', `${path}.${at}`, `"${step.id}" has no outcome "${code}".`)),
  );
});

function named({ evidence, opens, closes }: Step): (readonly [string, readonly string[]])[] {
  return [
    ...evidence.map(({ onlyFor = [] }, index) => [`evidence.${index}.onlyFor`, onlyFor] as const),
    ...(opens?.onlyFor === undefined ? [] : [['opens.onlyFor', opens.onlyFor] as const]),
    ...(closes === undefined || closes === true ? [] : [['closes.outcome', closes.outcome] as const]),
  ];
}
