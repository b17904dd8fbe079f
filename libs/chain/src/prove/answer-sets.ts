import { kindsOf, tellApart } from './names.ts';
import type { Names } from './names.ts';
import type { Chain } from '../language/chain.ts';
import { answersOf } from '../language/answers-of.ts';

export type Facts = Readonly<Record<string, string>>;

/** A question, and one answer of each kind that is told apart. */
export type Choice = readonly [id: string, codes: readonly string[]];

/** Sets of answers to look at, and whether there are no others. */
export interface AnswerSets {
  readonly sets: readonly Facts[];
  readonly areAll: boolean;
}

/** So many sets of answers are looked at together; where there are more, those that cover every two answers. */
export const MOST_SETS = 256;

/** The questions asked as a case opens; answers that neither a condition nor danger tells apart are taken as one. */
export function choicesOf({ facts }: Chain, names: Names): Choice[] {
  return Object.entries(facts).flatMap(([id, fact]): Choice[] => {
    if (fact.askedIn !== undefined) return [];
    tellApart(names, `fact ${id}`, fact.danger ?? []);
    return [[id, kindsOf(names, `fact ${id}`, Object.keys(answersOf(fact)))]];
  });
}

/** Every set of answers where there are few; else each answer, then each two together, as far as there is room. */
export function answerSets(choices: readonly Choice[], most: number = MOST_SETS): AnswerSets {
  const count = choices.reduce((product, [, codes]) => product * codes.length, 1);
  const sets: Facts[] = [];
  for (const set of count <= most ? everySet(choices) : covering(choices)) {
    if (sets.length >= most) break;
    sets.push(set);
  }
  return { sets, areAll: count <= most };
}

function* everySet([first, ...others]: readonly Choice[]): Generator<Facts> {
  if (first === undefined) {
    yield {};
    return;
  }
  for (const code of first[1]) for (const rest of everySet(others)) yield { [first[0]]: code, ...rest };
}

/**
 * Questions numbered in binary differ in some digit, whichever two they are. For each digit, those that have it give one
 * answer and the others another: so every two answers come together in some set, and the sets grow with the digits only.
 */
function* covering(choices: readonly Choice[]): Generator<Facts> {
  const most = Math.max(...choices.map(([, codes]) => codes.length));
  const codes = Array.from({ length: most }, (_, code) => code);
  for (const code of codes) yield answered(choices, () => code);
  for (let digit = 1; digit < choices.length; digit *= 2) {
    for (const one of codes) {
      for (const other of codes) {
        if (one !== other) {
          yield answered(choices, (index) => (Math.floor(index / digit) % 2 === 0 ? one : other));
        }
      }
    }
  }
}

const answered = (choices: readonly Choice[], pick: (index: number) => number): Facts =>
  Object.fromEntries(
    choices.map(([id, codes], index) => [id, codes[pick(index) % codes.length] ?? ''] as const),
  );
