import type { Found } from './finding.ts';
import type { LeftOut } from './left-out.ts';
import type { Chain } from '../language/chain.ts';
import { namesOf } from '../language/check-names.ts';
import { referencesOf } from '../language/references.ts';

/** What is found in a step by itself, whatever others there are, or in the values of layers. */
const BY_ITSELF =
  /^(unsound|ladderInLine|noPartInCases|noDeadline|dueTooFarOff|alwaysLate|callTooLate|callUnrecorded|noEscalation|stoppedUnheard|neverFires|unknownOutcome|childNeverOpens|looserThanFloor \S+\.(within|before|owner|late|remind)) |^(looserThanFloor|unresolved) (values\.| )/;
/** What is so of what is there whatever there is besides, and what is impossible though what is left out may be anything. */
const CERTAIN =
  /^(contradiction|neverOpens|endlessRepeat|endEachOther|holdNeverEnds|goesWithPerson|pathCloses|closesNothing|barredPath steps\.[^.]+|neverCountersigned|neverCloses|closeMayWait|missingEvidence|askedInVain) /;
/** What follows from what is named there, and from what that goes by in its turn. */
const BY_NAMES =
  /^(deadBranch|hinderedPath|gateNeverOpens|clockNeverStarts|leadsNowhere|waiver\w+|needlessStrands|neverAsked|undated|unknownAnswer|openedUnasked|undeclaredChild|endlessChildren) /;

/** What is found by parts of a step together. */
const BY_WHOLE = /^(unsound|unresolved|callTooLate|dueTooFarOff|noEscalation)$/;

/** What would not be found if one of these words, or the rule or name that it is about, stood in what is left out. */
const CURED: readonly (readonly [finding: RegExp, words: RegExp])[] = [
  [/^(neverCloses|closeMayWait|leadsNowhere|needlessStrands|waiver\w+) /, /^(\?|\??closes)$/],
  [/^(neverAsked|barredPath|callOptional) /, /^!evidence$/],
  [/^missingEvidence /, /^(\?|!rules)$/],
  [/^askedInVain /, /^\?/],
  // By every alarm, form, post and act that there is.
  [/^(nobodyChases|closedAlone|ownsNothing|idleGate) /, /./],
];

/** Whether what is found, in steps by their ids, holds whatever was meant by what is left out of a chain. */
export function stillSo(
  { places, parts, names, words, isApart }: LeftOut,
  chain: Chain | null,
): (found: Found) => boolean {
  const all = names ?? [];
  const isLeft = (place: string): boolean =>
    places.includes(place) || all.includes(place.split('.')[1] ?? '');
  const everyWay = chain === null ? () => true : waysIn(chain);
  return (found) => {
    const { code, path, sentence } = found;
    const what = `${code} ${path} `;
    const isIn = (place: string): boolean => `${path}.`.startsWith(`${place}.`);
    const quoted = sentence.split(/["“”]/);
    if (places.some(isIn) || (BY_WHOLE.test(code) && parts.some(isIn))) return false;
    if ([...path.split('.'), ...quoted].some((name) => all.includes(name))) return false;
    if (code === 'unknownName') {
      return names !== null && !all.includes(sentence.replace(/^There is no (\w+).*/, '?$1s'));
    }
    if (isCured(found, words)) return false;
    if (isApart || BY_ITSELF.test(what)) return true;
    const mayLack = CERTAIN.test(what);
    if (!(mayLack || BY_NAMES.test(what)) || words === null || sentence.startsWith('For cases')) return false;
    return everyWay(path, quoted, (place, isThere) => (isThere ? !isLeft(place) : mayLack));
  };
}

function isCured({ code, path, sentence }: Found, words: LeftOut['words']): boolean {
  const [, cure] = CURED.find(([finding]) => finding.test(`${code} ${path} `)) ?? [];
  if (!cure) return false;
  const about = /^Rule (\S+)/.exec(sentence)?.[1] ?? (code === 'askedInVain' && path.split('.')[1]);
  // The number of a rule that stands without quotes is read as a number.
  return (words ?? ['?']).some((word) => cure.test(word) || word === about || Number(word) === Number(about));
}

type AsksWays = (
  path: string,
  titles: readonly string[],
  is: (place: string, isThere: boolean) => boolean,
) => boolean;

/** Asks of everything that a place and the steps with some titles go by: what is named there, what that names, and so on. */
function waysIn(chain: Chain): AsksWays {
  const known: Partial<Record<string, ReadonlyMap<string, unknown>>> = namesOf(chain);
  const ways: Record<string, string[]> = {};
  for (const { to, name, by, path } of referencesOf(chain)) {
    (ways[by ? `steps.${by.id}` : placeOf(path)] ??= []).push(`${to}s.${name}`);
  }
  return (path, titles, is) => {
    const called = chain.steps.filter(({ title }) => titles.includes(title));
    const all = new Set([placeOf(path), ...called.map(({ id }) => `steps.${id}`)]);
    for (const place of all) for (const next of ways[place] ?? []) all.add(next);
    return [...all].every((place) => {
      const [kind = '', name = ''] = place.split('s.');
      return is(place, known[kind]?.has(name) === true);
    });
  };
}

const placeOf = (path: string): string => path.split('.').slice(0, 2).join('.');
