/** What the measuring process prints. */
export interface Proved {
  /** Milliseconds of the first proof in a new process. */
  readonly first: number;
  /** Milliseconds of those after it. */
  readonly median: number;
  readonly steps: number;
  readonly states: number | null;
  readonly combinations: number | null;
  /** What there was too much of to look at. */
  readonly left: readonly string[];
  readonly refuted: readonly string[] | null;
}
