import type { Chain } from './chain.ts';
import { answersOf } from './answers-of.ts';
import type { Mistake } from './mistake.ts';
import { referencesOf } from './references.ts';
import type { Reference } from './references.ts';
import { twice } from './twice.ts';

/** Every step, fact, event, hold, stage, answer and outcome that is named exists, and every step has a name of its own. */
export function checkNames(chain: Chain): Mistake[] {
  const known = namesOf(chain);
  return [
    ...twice(chain.steps.map((step) => step.id)).map((id) => ({
      path: 'steps',
      sentence: `Two steps are called "${id}".`,
    })),
    ...referencesOf(chain).flatMap((reference) => checkReference(known, reference)),
    ...checkFields(chain),
  ];
}

/** For each kind of thing: its names, each with what may be named beside it. */
type Names = Readonly<Record<Reference['to'], ReadonlyMap<string, readonly string[]>>>;

export function namesOf(chain: Chain): Names {
  return {
    step: new Map(chain.steps.map(({ id, outcomes = {} }) => [id, Object.keys(outcomes)])),
    fact: new Map(Object.entries(chain.facts).map(([id, fact]) => [id, Object.keys(answersOf(fact))])),
    event: new Map(Object.keys(chain.events).map((id) => [id, []])),
    hold: new Map(Object.keys(chain.holds).map((id) => [id, []])),
    stage: new Map(chain.stages.map(({ id }) => [id, []])),
  };
}

const BESIDE = { step: 'outcome', fact: 'answer', event: 'date', hold: 'part', stage: 'part' } as const;

function checkReference(names: Names, { to, name, is, path, by }: Reference): Mistake[] {
  const beside = names[to].get(name);
  if (beside === undefined) return [{ path, sentence: `There is no ${to} "${name}".` }];
  if (to === 'step' && by?.id === name && namesItselfInVain(path)) {
    return [{ path, sentence: `"${name}" names itself.` }];
  }
  return is
    .filter((each) => !beside.includes(each))
    .map((each) => ({ path, sentence: `"${name}" has no ${BESIDE[to]} "${each}".` }));
}

/** What repeats, or is no longer needed, may look at itself; nothing else can wait for itself. */
function namesItselfInVain(path: string): boolean {
  return !/\.(until|repeat\.until)(\.|$)/.test(path);
}

/** A form asks the questions that say they are asked there, and dates only the events that carry one. */
function checkFields(chain: Chain): Mistake[] {
  return chain.steps.flatMap((step, index) =>
    step.evidence.flatMap((field, at) => {
      const path = `steps.${index}.evidence.${at}`;
      if (field.kind === 'date' && chain.events[field.event]?.dated === false) {
        return [{ path, sentence: `"${field.event}" carries no date: say dated: true.` }];
      }
      const askedIn = field.kind === 'fact' ? chain.facts[field.fact]?.askedIn : step.id;
      return field.kind !== 'fact' || askedIn === step.id || !Object.hasOwn(chain.facts, field.fact)
        ? []
        : [
            {
              path,
              sentence: `"${field.fact}" is not asked here: say askedIn: ${step.id} with the question.`,
            },
          ];
    }),
  );
}
