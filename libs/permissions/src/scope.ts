import type { CasePart } from './condition.ts';

/**
 * How far a permission reaches. `own`: what the person themselves owes or was told. `named`: the cases that somebody let
 * them see, each by name and until an instant. `school`: whatever belongs to the school of the post. `trust`: every school
 * of the trust, or, by a post for some phases, every school of these. Exclusion is a fence outside them all.
 */
export const SCOPES = ['own', 'named', 'school', 'trust'] as const;
export type Scope = (typeof SCOPES)[number];

/** How far, and where that is less than all of it, to which parts. */
export type Grant = Scope | { readonly scope: Scope; readonly parts: readonly CasePart[] };

/** A case that somebody was let see by name. */
export interface Named {
  readonly caseId: string;
  readonly parts: readonly CasePart[];
  readonly until: number;
}
