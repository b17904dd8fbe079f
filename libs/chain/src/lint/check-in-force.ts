import { found } from './finding.ts';
import type { Found } from './finding.ts';
import type { Check } from './view.ts';
import type { InForce } from '../language/in-force.ts';

/** What was for days gone by has no case any more; whoever wrote it may have meant another year. */
export const checkInForce: Check = ({ chain, today }) => [
  ...over(chain.inForce, 'This chain', 'inForce', today),
  ...chain.steps.flatMap(({ title, inForce }, index) =>
    over(inForce, `"${title}"`, `steps.${index}.inForce`, today),
  ),
];

function over(inForce: InForce | undefined, what: string, path: string, today: string | null): Found[] {
  const { until } = inForce ?? {};
  if (until === undefined || today === null || today <= until) return [];
  const sentence = `${what} applied to cases that opened up to ${until}, which is over: no new case has it.`;
  return [found('overAlready', `${path}.until`, sentence)];
}
