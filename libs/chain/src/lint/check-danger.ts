import { found } from './finding.ts';
import type { Found } from './finding.ts';
import type { Check } from './view.ts';
import { mayComeAgain } from '../inherit/comes-again.ts';
import { namesOf } from '../inherit/say-names.ts';
import { whyMoreSeldom } from '../inherit/tighter-when.ts';
import type { Chain } from '../language/chain.ts';
import type { Predicate } from '../language/predicate.ts';

/** Whoever is not sure whether anybody is in danger is answered as if they were. */
export const checkUnsure: Check = ({ chain }) =>
  Object.entries(chain.facts).flatMap(([id, fact]) => {
    const { danger = [] } = fact;
    if (danger.length === 0 || (fact.kind === 'yesNo' && (!fact.unsure || danger.includes('unsure')))) {
      return [];
    }
    if (fact.kind === 'choice') {
      const yesNo = `${namesOf(chain).question(id)} asks about danger by a choice, which has no answer for whoever is unsure: ask it by yesNo, with unsure: true.`;
      return [found('unsureNotDanger', `facts.${id}.kind`, yesNo)];
    }
    const sentence = `Whoever is not sure of ${namesOf(chain).question(id)} is shown no number and owed no call: let "unsure" stand under danger.`;
    return [found('unsureNotDanger', `facts.${id}.danger`, sentence)];
  });

/**
 * An answer that means danger brings up a danger duty, also where a later form asks; each time, where that form comes
 * again. Of what is asked as a case opens, the prover has a case open for each answer.
 */
export const checkDanger: Check = ({ chain }) =>
  Object.entries(chain.facts).flatMap(([id, { danger = [], askedIn }]) =>
    askedIn === undefined
      ? []
      : danger.flatMap((answer, index) =>
          bringsUpCall(chain, id, answer, askedIn) ? [] : [unanswered(chain, id, answer, index)],
        ),
  );

function bringsUpCall({ steps }: Chain, fact: string, answer: string, askedIn: string): boolean {
  const when: Predicate = { all: [{ fact, is: answer }, { done: askedIn }] };
  const asking = steps.find(({ id }) => id === askedIn);
  const isAskedAgain = asking !== undefined && mayComeAgain(asking);
  return steps.some((step) => {
    const { after: _after, until: _until, ...rest } = step;
    return (
      step.path === 'danger' &&
      !step.optional &&
      (!isAskedAgain || step.eachTime === true) &&
      whyMoreSeldom(step, { ...rest, after: { done: askedIn }, when }, steps) === null
    );
  });
}

function unanswered(chain: Chain, fact: string, answer: string, index: number): Found {
  const names = namesOf(chain);
  const sentence = `${names.answers(fact, answer)} to ${names.question(fact)} means danger and brings up no call that must be made: let a step on the danger path come up when { fact: ${fact}, is: '${answer}' }.`;
  return found('dangerUnanswered', `facts.${fact}.danger.${index}`, sentence);
}
