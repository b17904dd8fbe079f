import type { Names } from './say-names.ts';
import { listed, quoted } from './say-words.ts';
import { plainPartsOf } from './waits-for.ts';
import type { Chain } from '../language/chain.ts';
import type { Step } from '../language/step.ts';

/** What can follow each outcome of a step, and what follows when it is done. */
export function whereOutcomesLead(chain: Chain, names: Names, step: Step): string[] {
  const done = chain.steps.filter((other) => namesDone(other, step.id)).map(({ id }) => names.step(id));
  const outcomes = Object.entries(step.outcomes ?? {}).map(([code, { label }]) => {
    const next = chain.steps
      .filter((other) => namesOutcome(other, step.id, code))
      .map(({ id }) => names.step(id));
    const closes = closesWith(step, code) ? ['the end of the case'] : [];
    const leads = [...next, ...closes];
    return `${quoted(label)}${leads.length === 0 ? '' : ` leads to ${listed(leads)}`}`;
  });
  return [
    ...(outcomes.length === 0 ? [] : [`It ends in one of these ways: ${outcomes.join('; ')}.`]),
    ...(done.length === 0 ? [] : [`When it is done, it leads on to ${listed(done)}.`]),
  ];
}

const closesWith = ({ closes }: Step, code: string): boolean =>
  closes !== undefined && closes !== true && closes.outcome.includes(code);

function namesDone(other: Step, id: string): boolean {
  return plainPartsOf(other).some(
    (part) => ('done' in part && part.done === id) || ('ended' in part && part.ended === id),
  );
}

function namesOutcome(other: Step, id: string, code: string): boolean {
  return plainPartsOf(other).some(
    (part) => 'outcome' in part && part.outcome === id && 'is' in part && [part.is].flat().includes(code),
  );
}
