import type { Chain } from './chain.ts';
import type { EvidenceField } from './evidence.ts';
import { answersOf } from './answers-of.ts';
import { own } from './own.ts';
import type { Step } from './step.ts';

/** One question of a form, with answers to choose from. */
export interface Question {
  readonly fact: string;
  readonly question: string;
  readonly hint: string | null;
  readonly options: readonly {
    readonly code: string;
    readonly label: string;
    /** Whether this answer calls for the emergency numbers at once. */
    readonly danger: boolean;
  }[];
}

/** The questions of the form that opens a case, in the chain's order. */
export function questions(chain: Chain): Question[] {
  return Object.keys(chain.facts).flatMap((fact) =>
    chain.facts[fact]?.askedIn === undefined ? (questionOf(chain, fact) ?? []) : [],
  );
}

/** The questions of that form which have no answer. */
export function unanswered(chain: Chain, facts: Readonly<Record<string, string>>): Question[] {
  return questions(chain).filter(({ fact }) => !Object.hasOwn(facts, fact));
}

/** Answers as they count in a case that nobody filled in a form for: what was left open may mean danger, so it does. */
export function supposingDanger(
  chain: Chain,
  facts: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const open = unanswered(chain, facts).flatMap(({ fact, options }) => {
    const codes = options.flatMap(({ code, danger }) => (danger ? [code] : []));
    const code = codes.includes('unsure') ? 'unsure' : codes[0];
    return code === undefined ? [] : [[fact, code] as const];
  });
  return { ...Object.fromEntries(open), ...facts };
}

/** One fact as a question. */
export function questionOf(chain: Chain, id: string): Question | null {
  const fact = own(chain.facts, id);
  if (fact === undefined) return null;
  const { question, hint = null, danger = [] } = fact;
  return {
    fact: id,
    question,
    hint,
    options: Object.entries(answersOf(fact)).map(([code, label]) => ({
      code,
      label,
      danger: danger.includes(code),
    })),
  };
}

/** The fields of a step's form, as far as its outcome asks for them. */
export function fieldsFor(step: Step, outcome: string | undefined): EvidenceField[] {
  return step.evidence.filter(
    ({ onlyFor }) => onlyFor === undefined || (outcome !== undefined && onlyFor.includes(outcome)),
  );
}

/** The ids of the fields without which a step cannot be done with an outcome. */
export function requiredEvidence(step: Step, outcome?: string): string[] {
  return fieldsFor(step, outcome)
    .filter((field) => field.required)
    .map((field) => field.id);
}
