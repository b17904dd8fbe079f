import { barsBefore, isLostByTime } from './bars-before.ts';
import { found } from './finding.ts';
import type { Found } from './finding.ts';
import { eachStep } from './view.ts';
import { barsOn } from '../inherit/bars.ts';
import { hindrancesOf } from '../inherit/hindrances.ts';
import { PATHS } from '../inherit/paths.ts';
import { listed } from '../inherit/say-words.ts';
import { whyMoreSeldom } from '../inherit/tighter-when.ts';
import type { Chain } from '../language/chain.ts';
import type { Step } from '../language/step.ts';

const LOST = { field: 'when', why: 'is not owed once something else is late' };

/** Nothing stands between a person and the call, keeps it from them, or makes it needless without its being made. */
export const checkPaths = eachStep((step, path, { chain }) => {
  if (step.path === undefined) return [];
  const way = PATHS[step.path];
  const bars = barsOn(chain, step);
  const barred = `${listed(bars)} would stand before "${step.title}", on the ${way}, where nothing may.`;
  return [
    ...(bars.length === 0 ? [] : [found('barredPath', path, barred)]),
    ...barredBefore(chain, step, path),
    ...[...hindrancesOf(chain, step), ...(isLostByTime(step) ? [LOST] : [])].map(({ field, why }) =>
      found('hinderedPath', `${path}.${field}`, `"${step.title}", on the ${way}, ${why}.`),
    ),
  ];
});

/** A call waits for nothing that may be refused, unless the same call must be made without waiting for it. */
function barredBefore(chain: Chain, step: Step, path: string): Found[] {
  const bars = barsBefore(chain, step);
  if (step.path === undefined || bars.length === 0) return [];
  if (chain.steps.some((other) => obligesSameCall(chain, other, step))) return [];
  const sentence = `"${step.title}", on the ${PATHS[step.path]}, waits for what ${listed(bars)} may keep from ever being so: let it come up without that, or the same call beside it.`;
  return [found('barredPath', `${path}.${step.after === undefined ? 'when' : 'after'}`, sentence)];
}

/** Whether a step tells everybody whom another tells, wherever that one would come up, and waits for nothing barred. */
function obligesSameCall(chain: Chain, other: Step, step: Step): boolean {
  const told = toldIn(other);
  const whom = toldIn(step);
  return (
    other !== step &&
    other.path === step.path &&
    !other.optional &&
    whom.length > 0 &&
    whom.every((agency) => told.includes(agency)) &&
    whyMoreSeldom(other, step, chain.steps) === null &&
    barsBefore(chain, other).length === 0
  );
}

const toldIn = ({ evidence }: Step): string[] =>
  evidence.flatMap((field) => (field.kind === 'contact' && field.as !== 'advice' ? [field.with] : []));
