import { found } from './finding.ts';
import { eachStep } from './view.ts';
import { isHeardInTime, MOST_DAYS_UNHEARD } from '../inherit/limits.ts';
import { listed, sayRole } from '../inherit/say-words.ts';
import type { Role } from '../language/role.ts';
import { leadersOutside } from '../prove/line.ts';

/**
 * A clock that stands is late to nobody. So it stands for no longer than anybody may stay unheard, and whoever agrees leads:
 * then somebody who leads knows of it each time.
 */
export const checkPauses = eachStep(({ title, clock }, path, { chain }) => {
  const pause = clock?.mayPause;
  if (pause === undefined) return [];
  const at = `${path}.clock.mayPause`;
  const { atMost, agreedBy } = pause;
  const leading: readonly Role[] = leadersOutside(chain, []);
  const others = agreedBy.filter((role) => !leading.includes(role));
  return [
    ...(atMost !== undefined && isHeardInTime({ after: atMost, tell: [] }, {})
      ? []
      : [
          found(
            'stoppedUnheard',
            `${at}.atMost`,
            `The clock of "${title}" may be stopped for more than ${MOST_DAYS_UNHEARD} days at a time, and nobody would hear that it is late: say atMost.`,
          ),
        ]),
    ...(others.length === 0
      ? []
      : [
          found(
            'stoppedUnheard',
            `${at}.agreedBy`,
            `The clock of "${title}" may be stopped without a leader knowing: ${listed(others.map(sayRole), 'or')} may agree to it. Name only ${listed(leading.map(sayRole), 'or')}.`,
          ),
        ]),
  ];
});
