/** What the measuring process prints. */
export interface Measured {
  /** Events a second that a plain chain takes. */
  readonly steps: number;
  /** Microseconds of one message of an hourly rung, when few weeks and when many are played in one call. */
  readonly fewWeeks: number;
  readonly manyWeeks: number;
}
