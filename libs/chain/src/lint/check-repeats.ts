import { found } from './finding.ts';
import { isPossible } from './solve.ts';
import { eachStep } from './view.ts';
import { asWish, now } from './wish.ts';

/** What comes up again comes to an end. */
export const checkRepeats = eachStep((step, path, { model }) => {
  const { id, title, repeat } = step;
  if (repeat === undefined || !model.openable.has(id)) return [];
  const over = now(asWish(repeat.until));
  // After the round that ends it, or because of what happens meanwhile.
  const ends = isPossible(model, [over, now({ done: id })]);
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
