import { ACTS, ALWAYS_ALLOWED } from './act.ts';
import type { Chain } from './chain.ts';
import { checkClock } from './check-clock.ts';
import { checkConfirmed } from './check-confirmed.ts';
import { checkNames } from './check-names.ts';
import { checkOpening } from './check-opening.ts';
import { answersOf } from './answers-of.ts';
import type { Fact } from './fact.ts';
import type { Hold } from './hold.ts';
import type { Mistake } from './mistake.ts';
import type { Step } from './step.ts';
import { twice } from './twice.ts';

/** What the schema cannot see: names that lead nowhere, clocks that contradict themselves, steps nothing can open. */
export function crossCheck(chain: Chain): Mistake[] {
  return [
    ...checkFacts(chain),
    ...checkReasons(chain),
    ...Object.entries(chain.holds).flatMap(([id, hold]) => checkHold(hold, `holds.${id}`)),
    ...chain.steps.flatMap((step, index) => [
      ...checkStep(step, `steps.${index}`),
      ...checkClock(step, `steps.${index}`),
      ...checkConfirmed(step, `steps.${index}`),
    ]),
    ...checkNames(chain),
    ...checkOpening(chain),
  ];
}

function checkFacts(chain: Chain): Mistake[] {
  return Object.entries(chain.facts).flatMap(([id, fact]) => checkFact(fact, `facts.${id}`));
}

function checkFact(fact: Fact, path: string): Mistake[] {
  const { danger = [] } = fact;
  const options = answersOf(fact);
  const tooFew = Object.keys(options).length < 2;
  const sentence = 'A question needs at least two answers to choose from.';
  return [
    ...(tooFew ? [{ path: `${path}.options`, sentence }] : []),
    ...danger.flatMap((code, index) =>
      Object.hasOwn(options, code)
        ? []
        : [{ path: `${path}.danger.${index}`, sentence: `There is no answer "${code}".` }],
    ),
  ];
}

/** What is done only for a reason is done by nobody where there is none to choose. */
function checkReasons({ waiver, steps }: Chain): Mistake[] {
  const given = [
    [waiver, 'waiver'] as const,
    ...steps.flatMap(({ approval, clock }, index) => [
      [approval?.emergency, `steps.${index}.approval.emergency`] as const,
      [clock?.mayPause, `steps.${index}.clock.mayPause`] as const,
    ]),
  ];
  return given.flatMap(([one, path]) => {
    if (one === undefined || Object.keys(one.reasons).length > 0) return [];
    const name = path.split('.').at(-1) ?? path;
    return [{ path: `${path}.reasons`, sentence: `Name at least one reason, or leave "${name}" out.` }];
  });
}

/** Nothing that a hold says keeps anybody from what a child needs at once. */
function checkHold({ title, forbids }: Hold, path: string): Mistake[] {
  return forbids.flatMap((act, index) =>
    ALWAYS_ALLOWED.includes(act)
      ? [
          {
            path: `${path}.forbids.${index}`,
            sentence: `"${title}" may not forbid ${ACTS[act]}: no hold does.`,
          },
        ]
      : [],
  );
}

function checkStep(step: Step, path: string): Mistake[] {
  const mistakes = [
    ...twice(step.owner).map((role) => ({
      path: `${path}.owner`,
      sentence: `The ladder names ${role} twice.`,
    })),
    ...twice(step.evidence.map((field) => field.id)).map((id) => ({
      path: `${path}.evidence`,
      sentence: `Two fields are called "${id}".`,
    })),
  ];
  if (step.eachTime === true && step.after === undefined) {
    mistakes.push({
      path: `${path}.eachTime`,
      sentence: 'Say with "after" what it comes up each time after.',
    });
  }
  if (step.outcomes !== undefined && Object.keys(step.outcomes).length === 0) {
    mistakes.push({
      path: `${path}.outcomes`,
      sentence: 'Name at least one outcome, or leave "outcomes" out.',
    });
  }
  for (const [index, field] of step.evidence.entries()) {
    if ((field.kind === 'choice' || field.kind === 'choices') && Object.keys(field.options).length === 0) {
      mistakes.push({
        path: `${path}.evidence.${index}.options`,
        sentence: 'A choice needs something to choose from.',
      });
    }
  }
  return mistakes;
}
