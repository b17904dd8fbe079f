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
    case 'invalid_format':
      return issue.format === 'date' ? 'Write a date as 2026-11-21.' : issue.message;
    case 'invalid_union':
      return issue.message === UNSAID ? `This must be ${kindsOf(issue)}.` : withoutTerms(issue.message);
    case 'invalid_key':
      return issue.issues[0]?.message ?? 'This name may not be used.';
    default:
      return issue.message;
  }
}

/** What the schema says of a union that has no sentence of its own. */
const UNSAID = 'Invalid input';

/** Where one name decides which of several forms something has, the schema lists what it can be. */
function withoutTerms(message: string): string {
  const [, list] = /^Invalid discriminator value\. Expected (.+)$/.exec(message) ?? [];
  return list === undefined ? message : `This must be ${list.replaceAll("'", '"').replaceAll(' | ', ', ')}.`;
}

function kindsOf({ errors, path }: z.core.$ZodIssueInvalidUnion): string {
  const kinds = errors
    .flat()
    .flatMap((each) => (each.code === 'invalid_type' ? [inWords(each.expected)] : []));
  return kinds.length > 0
    ? [...new Set(kinds)].join(' or ')
    : `a ${String(path.at(-1) ?? 'form')} of the language`;
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
