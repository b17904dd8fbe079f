import common from '@zxcvbn-ts/language-common';

/**
 * What a new password may not be. Length does the work, as NIST SP 800-63B says: no rule about which characters. The list
 * is that of the most used ones which zxcvbn-ts keeps (MIT); it stays on the server.
 */
const COMMON: ReadonlySet<string> = new Set(common.dictionary['passwords-common']);
/** A word about the person that is shorter says too little of them. */
const TELLING = 4;
/** What must be left of it without what anybody could know of its owner. */
const OWN_LEFT = 8;
const FEWEST_DIFFERENT = 5;

/** What is known of whoever chooses it. */
export interface Owner {
  readonly email: string;
  readonly name: string;
  readonly trust: string;
}

export type Fault = 'common' | 'personal' | 'repeats';

/** As whoever chooses it is told. */
export const WHY_NOT: Readonly<Record<Fault | 'same', string>> = {
  same: 'This is the password that you have now',
  common:
    'Many people use this password, so it is among the first to be guessed. Three words that do not belong together are better',
  personal: 'This is mostly your name, your address or your trust’s name, so it is easily guessed',
  repeats: 'This says the same thing again and again, so it is easily guessed',
};

/** Why this may not be somebody's password; null where it may. */
export function faultOf(password: string, owner: Owner): Fault | null {
  const folded = fold(password);
  if (new Set(folded).size < FEWEST_DIFFERENT || isRepeated(folded)) return 'repeats';
  if (COMMON.has(folded) || COMMON.has(coreOf(folded))) return 'common';
  const left = wordsOf(owner).reduce((rest, word) => rest.replaceAll(word, ''), folded);
  return left !== folded && left.length < OWN_LEFT ? 'personal' : null;
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s/g, '');

/** Without what people put around a word so that it looks like another: "Sunshine2026!". */
const coreOf = (folded: string): string => folded.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '') || folded;

/** The same piece again and again, be it long. */
const isRepeated = (folded: string): boolean => `${folded}${folded}`.indexOf(folded, 1) < folded.length;

/** The longest first, so that a part of one does not hide it. */
const wordsOf = ({ email, name, trust }: Owner): string[] =>
  [
    email,
    ...email.split(/[@.+_-]/),
    fold(name),
    ...name.split(/\s/),
    fold(trust),
    ...trust.split(/\s/),
    'trustward',
  ]
    .map(fold)
    .filter((word) => word.length >= TELLING)
    .sort((one, other) => other.length - one.length);
