import { found } from './finding.ts';
import type { Found } from './finding.ts';
import { checkNames } from '../language/check-names.ts';
import { checkOpening } from '../language/check-opening.ts';
import { crossCheck } from '../language/cross-check.ts';
import type { Chain } from '../language/chain.ts';
import type { Mistake } from '../language/mistake.ts';

/** What reading a chain refuses anyway, each with the kind of finding that it is. */
export function crossChecked(chain: Chain): Found[] {
  const names = placesOf(checkNames(chain));
  const opening = placesOf(checkOpening(chain));
  return crossCheck(chain).map((mistake) => {
    const place = placeOf(mistake);
    const code = names.has(place) ? 'unknownName' : opening.has(place) ? 'neverOpens' : 'unsound';
    return found(code, mistake.path, mistake.sentence);
  });
}

const placeOf = ({ path, sentence }: Mistake): string => `${path} ${sentence}`;
const placesOf = (mistakes: readonly Mistake[]): ReadonlySet<string> => new Set(mistakes.map(placeOf));
