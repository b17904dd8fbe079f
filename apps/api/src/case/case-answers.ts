import { answersOf } from '@trustward/chain';
import type { CaseState, Chain } from '@trustward/chain';
import type { CaseView } from '@trustward/contracts';

/** What was answered when it was reported, and since. */
export const answersIn = (chain: Chain, { facts }: CaseState): CaseView['answers'] =>
  Object.entries(chain.facts).flatMap(([id, fact]) => {
    const answer = answersOf(fact)[facts[id] ?? ''];
    return answer === undefined ? [] : [{ fact: id, question: fact.question, answer }];
  });
