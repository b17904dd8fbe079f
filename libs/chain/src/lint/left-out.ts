import type { Found } from './finding.ts';

/** What of a file could not be read, as far as it touches what is said of the rest. */
export interface LeftOut {
  /** Nothing is said of what stands here: it is not there as it was written. */
  readonly places: readonly string[];
  /** What goes by these names is not called unknown; null where it may go by any. */
  readonly names: ReadonlySet<string> | null;
  /** Whether nothing else goes by what is left out. */
  readonly isApart: boolean;
}

export const together = (all: readonly LeftOut[]): LeftOut => ({
  places: all.flatMap(({ places }) => places),
  names: all.some(({ names }) => names === null)
    ? null
    : new Set(all.flatMap(({ names }) => [...(names ?? [])])),
  isApart: all.every(({ isApart }) => isApart),
});

/** Everything in a value that may be a name. */
export const everyName = (value: unknown): ReadonlySet<string> => new Set(namesIn(value));

function namesIn(value: unknown): string[] {
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => [
    ...(Array.isArray(value) ? [] : [key]),
    ...namesIn(each),
  ]);
}

/** What is found in a step by itself, whatever others there are. */
const BY_ITSELF =
  /^(unsound|ladderInLine|noPartInCases|noDeadline|dueTooFarOff|callTooLate|callUnrecorded|noEscalation|stoppedUnheard)$/;
/** What is found by every rule, alarm and date that there is. */
const BY_ALL = /^(nobodyChases|missingEvidence|closedAlone|askedInVain)$/;

/** What layers refuse one another. */
const REFUSED = /^(looserThanFloor|unresolved)$/;

/** Whether what is found, in steps by their ids, holds whatever was meant by what is left out. */
export function stillSo({ places, names, isApart }: LeftOut): (found: Found) => boolean {
  return ({ code, path, sentence }) => {
    if (places.some((place) => `${path}.`.startsWith(`${place}.`))) return false;
    if ([...path.split('.'), ...sentence.split('"')].some((name) => names?.has(name))) return false;
    if (code === 'unknownName') return names !== null;
    if (isApart) return !BY_ALL.test(code);
    return REFUSED.test(code) ? /^(values\.|$)/.test(path) : BY_ITSELF.test(code);
  };
}
