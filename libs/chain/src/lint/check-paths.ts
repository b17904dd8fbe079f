import { found } from './finding.ts';
import { eachStep } from './view.ts';
import { barsOn } from '../inherit/bars.ts';
import { hindrancesOf } from '../inherit/hindrances.ts';
import { PATHS } from '../inherit/paths.ts';
import { listed } from '../inherit/say-words.ts';

/** Nothing stands between a person and the call, keeps it from them, or makes it needless without its being made. */
export const checkPaths = eachStep((step, path, { chain }) => {
  if (step.path === undefined) return [];
  const way = PATHS[step.path];
  const bars = barsOn(chain, step);
  const barred = `${listed(bars)} would stand before "${step.title}", on the ${way}, where nothing may.`;
  return [
    ...(bars.length === 0 ? [] : [found('barredPath', path, barred)]),
    ...hindrancesOf(chain, step).map(({ field, why }) =>
      found('hinderedPath', `${path}.${field}`, `"${step.title}", on the ${way}, ${why}.`),
    ),
  ];
});
