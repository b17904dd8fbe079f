import { isSure } from './final.ts';
import { found } from './finding.ts';
import { isPossible } from './solve.ts';
import { eachStep } from './view.ts';
import type { View } from './view.ts';
import { asWish, now } from './wish.ts';
import type { Step } from '../language/step.ts';

/** What comes up again comes to an end. */
export const checkRepeats = eachStep((step, path, view) => {
  const { id, title, repeat } = step;
  const { model } = view;
  if (repeat === undefined || !model.openable.has(id)) return [];
  const over = asWish(repeat.until);
  // After the round that ends it, because of what happens meanwhile, or with the case.
  const ends = isPossible(model, [now(over), now({ done: id })]) || endsWithTheCase(view, over);
  return ends
    ? []
    : [
        found(
          'endlessRepeat',
          `${path}.repeat.until`,
          `"${title}" comes up again for ever: nothing ends it.`,
        ),
      ];
});

/** Whether the outcome that closes the case is what it waits for: whatever is owed then ends with the case. */
function endsWithTheCase({ chain, model }: View, over: ReturnType<typeof asWish>): boolean {
  return chain.steps.some(
    (step) =>
      model.openable.has(step.id) &&
      closingOutcomes(step).some((code) => isSure(over, step.id, code) === true),
  );
}

const closingOutcomes = ({ closes }: Step): readonly string[] =>
  closes === undefined || closes === true ? [] : closes.outcome;
