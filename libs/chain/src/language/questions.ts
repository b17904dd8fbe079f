import type { Chain, Step } from './chain.ts';

/** One question of the form that opens a case. */
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

/** The chain's facts as the questions to ask, in the chain's order. */
export function questions(chain: Chain): Question[] {
  return Object.entries(chain.facts).map(([fact, { question, hint, options, danger = [] }]) => ({
    fact,
    question,
    hint: hint ?? null,
    options: Object.entries(options).map(([code, label]) => ({ code, label, danger: danger.includes(code) })),
  }));
}

/** The ids of the fields without which a step cannot be done. */
export function requiredEvidence(step: Step): string[] {
  return step.evidence.filter((field) => field.required).map((field) => field.id);
}
