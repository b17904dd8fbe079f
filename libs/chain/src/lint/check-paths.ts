import { found } from './finding.ts';
import { eachStep } from './view.ts';
import { barsOn } from '../inherit/bars.ts';
import { listed } from '../inherit/say-words.ts';

/** Nothing stands between a person and the call. */
export const checkPaths = eachStep((step, path, { chain }) => {
  const bars = step.path === undefined ? [] : barsOn(chain, step);
  if (bars.length === 0) return [];
  const way = step.path === 'danger' ? 'danger' : 'Designated Officer';
  const sentence = `${listed(bars)} would stand before "${step.title}", on the ${way} path, where nothing may.`;
  return [found('barredPath', path, sentence)];
});
