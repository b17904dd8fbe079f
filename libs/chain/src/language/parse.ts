import type * as z from 'zod';
import { chain } from './chain.ts';
import type { Chain } from './chain.ts';
import { crossCheck } from './cross-check.ts';
import type { Mistake } from './mistake.ts';
import { sizeMistake } from './size.ts';

export type ParsedChain =
  | { readonly ok: true; readonly chain: Chain }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/** Reads a chain from JSON and says everything that is wrong with it at once. It never throws. */
export function parseChain(json: unknown): ParsedChain {
  const tooBig = sizeMistake(json);
  if (tooBig !== null) return { ok: false, mistakes: [tooBig] };
  const read = chain.safeParse(json);
  if (!read.success) return { ok: false, mistakes: read.error.issues.map(sayIssue) };
  const mistakes = crossCheck(read.data);
  return mistakes.length === 0 ? { ok: true, chain: read.data } : { ok: false, mistakes };
}

function sayIssue(issue: z.core.$ZodIssue): Mistake {
  return { path: issue.path.map(String).join('.'), sentence: sentenceFor(issue) };
}

function sentenceFor(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? `This must be ${article(issue.expected)}.`
        : `This must be ${article(issue.expected)}, and is not.`;
    case 'unrecognized_keys':
      return `The language has no ${issue.keys.map((key) => `"${key}"`).join(' or ')} here.`;
    case 'invalid_value':
      return `This must be ${issue.values.map((value) => JSON.stringify(value)).join(', ')}.`;
    case 'too_small':
      return issue.origin === 'string'
        ? 'This may not be empty.'
        : `There must be at least ${issue.minimum} here.`;
    case 'too_big':
      return `This may be at most ${issue.maximum}${issue.origin === 'string' ? ' characters long' : ''}.`;
    case 'invalid_key':
      return issue.issues[0]?.message ?? 'This name may not be used.';
    default:
      return issue.message;
  }
}

const WORDS: Readonly<Record<string, string>> = {
  string: 'words',
  int: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of named values',
  record: 'a group of named values',
};

function article(expected: string): string {
  return WORDS[expected] ?? expected;
}
