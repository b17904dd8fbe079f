/** What of a file could not be read, as far as it touches what is said of the rest. */
export interface LeftOut {
  /** Nothing is said of what stands here: it is not there as it was written. */
  readonly places: readonly string[];
  /** Of a step that stands here a part is not there. */
  readonly parts: readonly string[];
  /** What goes by these names is not called unknown, nor, by `?steps`, any step; null where it may be anything. */
  readonly names: readonly string[] | null;
  /**
   * Everything that is written in it, and with `?` what of it could not be read, with `!` that of a step of which the rest is
   * there; null where it may say anything at all.
   */
  readonly words: readonly string[] | null;
  /** Whether nothing else goes by what is left out. */
  readonly isApart: boolean;
}

export const NOTHING: LeftOut = { places: [], parts: [], names: [], words: [], isApart: true };

export const together = (all: readonly LeftOut[]): LeftOut => ({
  places: all.flatMap(({ places }) => places),
  parts: all.flatMap(({ parts }) => parts),
  names: unlessAny(all.map(({ names }) => names)),
  words: unlessAny(all.map(({ words }) => words)),
  isApart: all.every(({ isApart }) => isApart),
});

const unlessAny = (all: readonly LeftOut['names'][]): LeftOut['names'] =>
  all.includes(null) ? null : [...new Set(all.flatMap((each) => each ?? []))];

/** Everything in a value that may be a name. */
export function everyName(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return value === '' ? [] : [String(value)];
  return Object.entries(value).flatMap(([key, each]) => [
    ...(Array.isArray(value) ? [] : [key]),
    ...everyName(each),
  ]);
}
