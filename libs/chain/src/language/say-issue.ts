import type * as z from 'zod';
import type { Mistake } from './mistake.ts';

/** One finding of the schema, in words for whoever wrote the file. */
export function sayIssue(issue: z.core.$ZodIssue): Mistake {
  return { path: issue.path.map(String).join('.'), sentence: sentenceFor(issue) };
}

function sentenceFor(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `This must be ${inWords(issue.expected)}.`;
    case 'unrecognized_keys':
      return `The language has no ${issue.keys.map((key) => `"${key}"`).join(' or ')} here.`;
    case 'invalid_value':
      return `This must be ${issue.values.map((value) => JSON.stringify(value)).join(', ')}.`;
    case 'too_small':
      return issue.origin === 'string'
        ? 'This may not be empty.'
        : `There must be ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum} here.`;
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

function inWords(expected: string): string {
  return WORDS[expected] ?? expected;
}
