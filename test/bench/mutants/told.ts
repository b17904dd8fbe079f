/** What the process that judges mutants prints. */
export interface Told {
  readonly operators: number;
  readonly mutants: number;
  /** How many the linter refused, and how many of those that it passed the prover did. */
  readonly byLint: number;
  readonly byProof: number;
  /** Those that do just what the good chain did. */
  readonly changeNothing: number;
  /** Those that nobody refused, by name. */
  readonly escaped: readonly string[];
  /** Those that were refused, but for no right reason, with the reasons. */
  readonly wronged: readonly string[];
  readonly milliseconds: number;
}
