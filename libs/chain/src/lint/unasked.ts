import { found } from './finding.ts';
import type { Found } from './finding.ts';
import { implies } from '../inherit/implies.ts';
import { namesOf } from '../inherit/say-names.ts';
import { isSame } from '../inherit/kept.ts';
import { opensWith } from '../inherit/tighter-when.ts';
import { answersOf } from '../language/answers-of.ts';
import type { Chain } from '../language/chain.ts';
import type { Fact } from '../language/fact.ts';
import { own } from '../language/own.ts';
import type { Predicate } from '../language/predicate.ts';
import { referencesOf } from '../language/references.ts';
import type { Step } from '../language/step.ts';

type Given = string | { readonly fact: string };

/** Every answer with which the other case may begin: the one that is said, or each that a question of ours has. */
export function answersGiven({ facts }: Chain, given: Given): string[] {
  if (typeof given === 'string') return [given];
  const fact = own(facts, given.fact);
  return fact === undefined ? [] : Object.keys(answersOf(fact));
}

/**
 * Nobody fills in the form of a case that a step opens: so the step answers what comes up there by an answer, and says
 * that nobody is in danger only where somebody was asked.
 */
export function unasked(chain: Chain, step: Step, other: Chain, at: string): Found[] {
  const goesBy = new Set(
    referencesOf(other).flatMap(({ to, name, path }) =>
      to === 'fact' && !path.includes('.evidence.') ? [name] : [],
    ),
  );
  return Object.entries(other.facts).flatMap(([id, fact]) => {
    const { danger = [], askedIn } = fact;
    if (askedIn !== undefined || !(goesBy.has(id) || danger.length > 0)) return [];
    const given = own(step.opens?.facts ?? {}, id);
    const asks = `${namesOf(other).question(id)}`;
    const how = danger.length === 0 || fact.kind !== 'yesNo' || !fact.unsure ? '' : ', or "unsure"';
    if (given === undefined) {
      const sentence = `The case that "${step.title}" opens begins without an answer to ${asks}, and there something depends on it: answer it under facts, with { fact } of a question that is asked here${how}.`;
      return [found('openedUnasked', at, sentence)];
    }
    if (danger.length === 0 || means(chain, step, fact, given)) return [];
    const sentence = `The case that "${step.title}" opens begins with ${asks} answered as if nobody were in danger, which nobody was asked: hand over a question of ours that means danger by the same answers${how}.`;
    return [found('openedUnasked', `${at}.facts.${id}`, sentence)];
  });
}

/** Whether an answer means danger, or was given by somebody to a question that means danger by the same answers. */
function means(chain: Chain, step: Step, { danger = [] }: Fact, given: Given): boolean {
  if (typeof given !== 'string') {
    const known = answersGiven(chain, given);
    return isSame(
      [...(own(chain.facts, given.fact)?.danger ?? [])].sort(),
      danger.filter((code) => known.includes(code)).sort(),
    );
  }
  if (danger.includes(given)) return true;
  const safe = Object.entries(chain.facts).flatMap(([fact, { danger: own, ...rest }]): Predicate[] => {
    const is = Object.keys(answersOf(rest as Fact)).filter((code) => own?.includes(code) === false);
    return is.length === 0 ? [] : [{ fact, is }];
  });
  const waits = opensWith(step, chain.steps);
  return safe.length > 0 && waits.length > 0 && implies({ all: waits }, { any: safe }) === true;
}
