import { standsFor } from './short-forms.ts';

/** Of somebody a trust knows, what may tell that it knows them already. */
export interface Likeness {
  readonly name: string;
  readonly email: string;
  /** Others read that mailbox too, so its address says nothing of who they are. */
  readonly mailboxShared: boolean;
}

const TITLES = new Set(
  'mr mrs ms miss mx dr doctor prof professor sir dame lord lady rev revd reverend fr canon cllr councillor'.split(
    ' ',
  ),
);
/** Letters that no decomposition takes apart. */
const PLAIN: readonly (readonly [RegExp, string])[] = [
  [/ß/gu, 'ss'],
  [/æ/gu, 'ae'],
  [/œ/gu, 'oe'],
  [/ø/gu, 'o'],
  [/ł/gu, 'l'],
  [/[đð]/gu, 'd'],
  [/þ/gu, 'th'],
  [/ı/gu, 'i'],
];
/** A name of many short forms gives no more than this. */
const MOST = 64;

/**
 * Marks of which two people who may be the same have one in common, and others none: the address of a mailbox of their
 * own, and each whole name that their name may be said for, whatever its case, accents, punctuation, titles, initials
 * and order. Too many found cost one person a case they might have had; one too few costs the case.
 */
export function likenessesOf({ name, email, mailboxShared }: Likeness): readonly string[] {
  const mail = email.trim().toLowerCase();
  const marks = new Set(mailboxShared || mail === '' ? [] : [`mail ${mail.replace(/\+[^@]*@/u, '@')}`]);
  for (const whole of wholeNames(wordsOf(name))) marks.add(`name ${[...whole].sort().join(' ')}`);
  return [...marks].sort();
}

/** Whether two may be one human being, as far as names and addresses tell. */
export function mayBeTheSame(one: Likeness, other: Likeness): boolean {
  const marks = new Set(likenessesOf(one));
  return likenessesOf(other).some((mark) => marks.has(mark));
}

/** The words of a name without what is no part of it, in an order of their own. */
function wordsOf(name: string): string[] {
  let plain = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '');
  for (const [letter, letters] of PLAIN) plain = plain.replace(letter, letters);
  // O'Neill and ONeill are one word; Smith-Jones and Smith Jones are two.
  const words = plain.replace(/['’‘`ʼ]/gu, '').match(/[\p{L}\p{N}]+/gu) ?? [];
  const untitled = fewer(words, 1, (word) => !TITLES.has(word));
  return fewer(untitled, 2, (word) => word.length > 1).sort();
}

/** Without what does not belong, where so many are left; otherwise whole. */
function fewer(words: readonly string[], least: number, belongs: (word: string) => boolean): string[] {
  const left = words.filter(belongs);
  return left.length < least ? [...words] : left;
}

function wholeNames(words: readonly string[]): readonly (readonly string[])[] {
  if (words.length === 0) return [];
  return words.reduce<readonly (readonly string[])[]>(
    (names, word) => {
      const means = standsFor(word);
      const fits = names.length * means.length <= MOST ? means : [word];
      return names.flatMap((begun) => fits.map((meant) => [...begun, meant]));
    },
    [[]],
  );
}
