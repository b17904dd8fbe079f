import { listPacks, loadPack } from '@trustward/packs';
import type { Chain } from '@trustward/chain';
import { ELSEWHERE, MISSING } from './registry.ts';
import type { Answer } from './registry.ts';
import { TITLES } from './titles.ts';

export interface Rule {
  readonly rule: string;
  readonly title: string;
  /** Whether something answers it, a test says so by name, and nothing of it is missing. */
  readonly answered: boolean;
  /** What of it nothing answers yet, where something answers the rest. */
  readonly missing: string | null;
  readonly answeredBy: readonly Answer[];
  readonly testedIn: readonly string[];
}

/** Every rule with what answers it and which tests name it. */
export function rulesWith(tests: ReadonlyMap<string, readonly string[]>): Rule[] {
  const byPacks = answersIn(listPacks().flatMap((source) => loadPack(source)));
  return Object.entries(TITLES).map(([rule, title]) => {
    const answeredBy = [...(byPacks.get(rule) ?? []), ...(ELSEWHERE[rule] ?? [])];
    const testedIn = tests.get(rule) ?? [];
    const missing = MISSING[rule] ?? null;
    const answered = answeredBy.length > 0 && testedIn.length > 0 && missing === null;
    return { rule, title, answered, missing, answeredBy, testedIn };
  });
}

/** For each rule, the steps that name it, and the chains that do as a whole. */
export function answersIn(chains: readonly Chain[]): ReadonlyMap<string, readonly Answer[]> {
  const answers = new Map<string, Answer[]>();
  const add = (rules: readonly string[], answer: Answer): void => {
    for (const rule of rules) answers.set(rule, [...(answers.get(rule) ?? []), answer]);
  };
  for (const chain of chains) {
    add(chain.rules, { kind: 'chain', name: chain.id });
    for (const { id, rules } of chain.steps) add(rules, { kind: 'step', name: `${chain.id}/${id}` });
  }
  return answers;
}
