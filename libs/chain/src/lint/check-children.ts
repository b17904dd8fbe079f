import { found } from './finding.ts';
import type { Found } from './finding.ts';
import { answersGiven, unasked } from './unasked.ts';
import { eachStep } from './view.ts';
import type { View } from './view.ts';
import { isInForceLess } from '../inherit/not-in-force.ts';
import { answersOf } from '../language/answers-of.ts';
import type { Chain } from '../language/chain.ts';
import { own } from '../language/own.ts';
import type { Step } from '../language/step.ts';

/** Every case that a step opens is of a chain that is there, and begins with answers which that chain knows. */
export const checkChildren = eachStep((step, path, view) => {
  const { opens } = step;
  if (opens === undefined) return [];
  const at = `${path}.opens`;
  const early = opens.at === 'opening' && opens.onlyFor !== undefined;
  const sentence = `"${step.title}" has no outcome yet when it comes up, so it would never open the other case.`;
  return [
    ...(early ? [found('childNeverOpens', `${at}.onlyFor`, sentence)] : []),
    ...undeclared(view, step, opens, at),
  ];
});

type Opens = NonNullable<Step['opens']>;

function undeclared(
  { chain, others }: View,
  step: Step,
  { chain: id, facts = {} }: Opens,
  at: string,
): Found[] {
  if (others === null && id !== chain.id) return [];
  const other = id === chain.id ? chain : others?.get(id);
  if (other === undefined) return [found('undeclaredChild', `${at}.chain`, `There is no chain "${id}".`)];
  if (other === null) return [];
  const isThere = [chain.inForce, step.inForce].some((ours) => !isInForceLess(other.inForce, ours));
  const sentence = `"${id}" does not apply on every day on which this does, so the case could not be opened.`;
  const unknown = unknownAnswers(chain, other, facts, at);
  return [
    ...(isThere ? [] : [found('undeclaredChild', `${at}.chain`, sentence)]),
    ...(unknown.length > 0 ? unknown : unasked(chain, step, other, at)),
  ];
}

function unknownAnswers(chain: Chain, other: Chain, facts: NonNullable<Opens['facts']>, at: string): Found[] {
  return Object.entries(facts).flatMap(([fact, answer]) => {
    const asked = own(other.facts, fact);
    const known = asked === undefined ? [] : Object.keys(answersOf(asked));
    return answersGiven(chain, answer)
      .filter((code) => !known.includes(code))
      .map((code) =>
        found(
          'unknownAnswer',
          `${at}.facts.${fact}`,
          `"${other.id}" knows no answer "${code}" to "${fact}", so the case could not be opened.`,
        ),
      );
  });
}
