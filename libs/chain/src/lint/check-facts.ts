import { found } from './finding.ts';
import type { Found } from './finding.ts';
import type { Check, View } from './view.ts';
import { opensWith, plainWishes } from './wish.ts';
import { referencesOf } from '../language/references.ts';
import type { Step } from '../language/step.ts';

/** Every question is asked somewhere and answers something; every date that a clock goes by is one. */
export const checkFacts: Check = (view) => [...questions(view), ...events(view), ...dates(view)];

function questions({ chain }: View): Found[] {
  const used = namesUsed(chain, 'fact');
  return Object.entries(chain.facts).flatMap(([id, fact]) => {
    const asking = chain.steps.find((step) => step.id === fact.askedIn);
    const isAsked =
      asking === undefined || asking.evidence.some((field) => field.kind === 'fact' && field.fact === id);
    if (!isAsked) {
      const sentence = `"${id}" is said to be asked in "${asking.id}", whose form has no field for it.`;
      return [found('neverAsked', `facts.${id}.askedIn`, sentence)];
    }
    return used.has(id) || fact.danger !== undefined
      ? []
      : [found('askedInVain', `facts.${id}`, `Nothing depends on the answer to "${fact.question}".`)];
  });
}

function events({ chain }: View): Found[] {
  const used = namesUsed(chain, 'event');
  return Object.entries(chain.events).flatMap(([id, { title }]) =>
    used.has(id) ? [] : [found('askedInVain', `events.${id}`, `Nothing follows from "${title}".`)],
  );
}

/** The names that something else than the form which asks for them depends on. */
function namesUsed(chain: View['chain'], kind: 'fact' | 'event'): ReadonlySet<string> {
  const used = referencesOf(chain).filter(({ to, path }) => to === kind && !path.includes('.evidence.'));
  return new Set(used.map(({ name }) => name));
}

function dates({ chain }: View): Found[] {
  const isUndated = (event: string): boolean =>
    Object.hasOwn(chain.events, event) && chain.events[event]?.dated !== true;
  return chain.steps.flatMap((step, index) =>
    datesOf(step, `steps.${index}`)
      .filter(({ event }) => isUndated(event))
      .map(({ event, path }) =>
        found('undated', path, `"${event}" carries no date to go by: say dated: true.`),
      ),
  );
}

function datesOf(step: Step, path: string): { readonly event: string; readonly path: string }[] {
  const { clock } = step;
  const reached = opensWith(step)
    .flatMap((wish) => [...plainWishes(wish, `${path}.after`)])
    .flatMap(({ plain, path: at }) => ('reached' in plain ? [{ event: plain.reached, path: at }] : []));
  return clock !== undefined && 'event' in clock
    ? [...reached, { event: clock.event, path: `${path}.clock.event` }]
    : reached;
}
