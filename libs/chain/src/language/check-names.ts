import type { Chain, Step } from './chain.ts';
import { plainConditions } from './could-hold.ts';
import type { Possibility } from './could-hold.ts';
import type { Mistake } from './mistake.ts';
import { twice } from './twice.ts';

/** Every step, fact, answer and outcome that is named exists, and every step has a name of its own. */
export function checkNames(chain: Chain): Mistake[] {
  const steps = new Map(chain.steps.map((step) => [step.id, step]));
  return [
    ...twice(chain.steps.map((step) => step.id)).map((id) => ({
      path: 'steps',
      sentence: `Two steps are called "${id}".`,
    })),
    ...chain.steps.flatMap((step, index) => checkStepNames(chain, steps, step, `steps.${index}`)),
  ];
}

type Steps = ReadonlyMap<string, Step>;

function checkStepNames(chain: Chain, steps: Steps, step: Step, path: string): Mistake[] {
  const conditions = step.when === undefined ? [] : [...plainConditions(step.when, `${path}.when`)];
  const others = step.otherThanDoerOf.map((id, index) => [id, `${path}.otherThanDoerOf.${index}`] as const);
  const starts = startsOf(step).map((id) => [id, `${path}.clock.from`] as const);
  return [
    ...conditions.flatMap(([condition, at]) => checkCondition(chain, steps, condition, at)),
    ...[...others, ...starts].flatMap(([id, at]) => checkOther(steps, step, id, at)),
  ];
}

function startsOf({ clock }: Step): readonly string[] {
  if (clock === undefined || clock.from === 'awareness') return [];
  return 'done' in clock.from ? [clock.from.done] : clock.from.lastDone;
}

function checkOther(steps: Steps, step: Step, id: string, path: string): Mistake[] {
  if (id === step.id) return [{ path, sentence: `"${id}" names itself.` }];
  return steps.has(id) ? [] : [{ path, sentence: `There is no step "${id}".` }];
}

function checkCondition(
  chain: Chain,
  steps: Steps,
  condition: Parameters<Possibility>[0],
  path: string,
): Mistake[] {
  if ('fact' in condition) return checkFact(chain, condition.fact, condition.is, path);
  const id = 'done' in condition ? condition.done : condition.outcome;
  const step = steps.get(id);
  if (step === undefined) return [{ path, sentence: `There is no step "${id}".` }];
  if ('done' in condition || Object.hasOwn(step.outcomes ?? {}, condition.is)) return [];
  return [{ path, sentence: `"${id}" has no outcome "${condition.is}".` }];
}

function checkFact(chain: Chain, id: string, is: string, path: string): Mistake[] {
  const fact = Object.hasOwn(chain.facts, id) ? chain.facts[id] : undefined;
  if (fact === undefined) return [{ path, sentence: `There is no fact "${id}".` }];
  return Object.hasOwn(fact.options, is) ? [] : [{ path, sentence: `"${id}" has no answer "${is}".` }];
}
