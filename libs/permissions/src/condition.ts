import type { SchoolPhase } from '@trustward/contracts';

/** What a thing is judged by: which case it is or belongs to, where, who owes something in it, and what the time is. */
export interface Thing {
  readonly caseId: string | null;
  readonly schoolId: string;
  readonly phase: SchoolPhase;
  readonly owners: readonly string[];
  /** Milliseconds since 1970, by PostgreSQL's clock. */
  readonly now: number;
}

/** One thing that must be true of it. Every test carries a value, and what lacks the field fails it. */
export type Test =
  | { readonly field: 'caseId' | 'schoolId' | 'phase'; readonly in: readonly string[] }
  | { readonly field: 'owners'; readonly has: string }
  | { readonly field: 'now'; readonly before: number };

/**
 * The parts of a case, apart for whoever may not have all of it: that there is a concern about this child and who leads;
 * what is owed and agreed; what was reported and recorded, in words; and who reported it.
 */
export const CASE_PARTS = ['headline', 'plan', 'record', 'reporter'] as const;
export type CasePart = (typeof CASE_PARTS)[number];

/** Lets through whatever passes all of its tests, or only some parts of it. Of several rules, each adds. */
export interface Rule {
  readonly when: readonly Test[];
  /** Null: all of it. */
  readonly parts: readonly CasePart[] | null;
}

/** Whether a rule that lets something through lets this part of it through; without a part, anything at all. */
export const gives = ({ parts }: Rule, part?: CasePart): boolean =>
  parts === null || (part === undefined ? parts.length > 0 : parts.includes(part));
