import type * as z from 'zod/mini';
import type { Mistake } from './mistake.ts';

/** One finding of the schema, in words for whoever wrote the file. */
export function sayIssue(issue: z.core.$ZodIssue): Mistake {
  return { path: issue.path.map(String).join('.'), sentence: sentenceFor(issue) };
}

/** The same, where it is known what stands there. */
export function sayIssueAt(issue: z.core.$ZodIssue, found: unknown): Mistake {
  const said = sayIssue(issue);
  const must = /^This must be (.*)\.$/.exec(said.sentence)?.[1];
  if (must === undefined || issue.path.length === 0) return said;
  if (found === undefined || found === null) {
    return { ...said, sentence: `This is missing: it must be ${must}.` };
  }
  if (issue.path.at(-1) === 'language' && must === '2') {
    if (found === '2') return { ...said, sentence: 'This must be 2, without quotes.' };
    return { ...said, sentence: 'Languages 1 and 2 are known here, and 2 is today’s.' };
  }
  const isUnquoted = typeof found === 'number' || typeof found === 'boolean';
  if (!isUnquoted || !/\bwords\b/.test(must)) return said;
  const example = issue.path.includes('rules') ? ", such as '000.26'" : '';
  return { ...said, sentence: `This must be ${must}: put it in quotes${example}.` };
}

function sentenceFor(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `This must be ${inWords(issue.expected)}.`;
    case 'unrecognized_keys':
      return `The language has no ${issue.keys.map((key) => `"${key}"`).join(' or ')} here.`;
    case 'invalid_value':
      return `This must be ${oneOf(issue.values)}.`;
    case 'too_small':
      return issue.origin === 'string'
        ? 'This may not be empty.'
        : `There must be ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum} here.`;
    case 'too_big':
      return `This may be at most ${issue.maximum}${issue.origin === 'string' ? ' characters long' : ''}.`;
    case 'invalid_union':
      if ('options' in issue && Array.isArray(issue.options)) return `This must be ${oneOf(issue.options)}.`;
      return issue.message === UNSAID ? `This must be ${kindsOf(issue)}.` : issue.message;
    case 'invalid_key':
      return issue.issues[0]?.message ?? 'This name may not be used.';
    default:
      return issue.message;
  }
}

/** What the schema says of a union that has no sentence of its own. */
const UNSAID = 'Invalid input';

function oneOf(values: readonly unknown[]): string {
  const all = values.map((value) => JSON.stringify(value));
  return all.length < 2 ? all.join('') : `one of ${all.slice(0, -1).join(', ')} or ${all.at(-1) ?? ''}`;
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
