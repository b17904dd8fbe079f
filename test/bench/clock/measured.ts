/** What the measuring process prints. */
export interface Measured {
  /** Due dates a second of the clocks that chains have. */
  readonly dueDates: number;
  /** Due dates a second of any clocks at all, on dozens of calendars, with pauses, floors and nested limits. */
  readonly anyDueDates: number;
  /** The bare loop: as many starts rounded to days and added to. */
  readonly additions: number;
  readonly checked: number;
  /** Cases in which the slow calculation says otherwise, as JSON. */
  readonly disagreements: readonly string[];
  readonly sink: number;
}
