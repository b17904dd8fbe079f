import { found, severityOf } from './finding.ts';
import type { Found } from './finding.ts';
import { PATHS } from '../inherit/paths.ts';
import { periodsOf } from '../inherit/periods.ts';
import type { Period } from '../inherit/periods.ts';
import type { Chain } from '../language/chain.ts';
import type { Step } from '../language/step.ts';

/** Each costs as much as the chain itself; a chain that has more is refused, for nobody has looked at the rest. */
const MOST_PERIODS = 8;

/** What is wrong with a chain only for cases that open while some of its steps do not apply. */
export function lintPeriods(chain: Chain, whole: readonly Found[], ask: (chain: Chain) => Found[]): Found[] {
  const periods = periodsOf(chain).filter((period) => period.chain !== chain);
  const known = new Set(whole.map(placeOf));
  return [
    ...tooMany(chain, periods.slice(MOST_PERIODS)),
    ...periods.flatMap((period) => pathsLost(chain, period)),
    ...periods.slice(0, MOST_PERIODS).flatMap((period) =>
      ask(period.chain)
        .filter(({ code }) => severityOf(code) === 'mistake')
        .map((each) => ({ ...each, path: pathIn(chain, period.chain, each.path) }))
        .filter((each) => !known.has(placeOf(each)))
        .map((each) => ({ ...each, sentence: `For cases ${period.cases}: ${each.sentence}` })),
    ),
  ];
}

function tooMany({ steps }: Chain, [first, ...others]: readonly Period[]): Found[] {
  if (first === undefined) return [];
  const index = steps.findLastIndex(({ inForce }) => inForce !== undefined);
  const sentence = `Cases ${first.cases}${others.length === 0 ? '' : `, and ${others.length} times more,`} have other steps again, and nobody has looked at them: let the chain have no more than ${MOST_PERIODS} such times, and say what comes later in a further version.`;
  return [found('notLookedAt', `steps.${index}.inForce`, sentence)];
}

const placeOf = ({ code, path }: Found): string => `${code} ${path}`;

/** Where there is a call, every case has one, whenever it opened. */
function pathsLost({ steps }: Chain, { cases, chain }: Period): Found[] {
  return (['danger', 'designatedOfficer'] as const).flatMap((path) => {
    const isSuch = (step: Step): boolean => step.path === path;
    const index = steps.findIndex(isSuch);
    if (index < 0 || chain.steps.some(isSuch)) return [];
    const sentence = `Cases ${cases} have no step on the ${PATHS[path]}: "${steps[index]?.title ?? ''}" does not apply to them.`;
    return [found('pathNotInForce', `steps.${index}.inForce`, sentence)];
  });
}

/** Steps by where they stand in the chain that has all of them, of which some may be malformed. */
export function pathIn({ steps }: Pick<Chain, 'steps'>, period: Chain, path: string): string {
  return path.replace(/^steps\.(\d+)/, (_whole, index: string) => {
    const id = period.steps[Number(index)]?.id;
    return `steps.${steps.findIndex((step) => (Object(step) as Partial<Step>).id === id)}`;
  });
}
