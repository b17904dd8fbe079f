import * as z from 'zod';

type Issue = Parameters<NonNullable<ReturnType<typeof z.config>['customError']>>[0];

/** What a contract says of an input when it has no sentence of its own: “This …”, so that a field can take its place. */
function plainSentence(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'This is missing'
        : `This must be ${KINDS[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return `This must be ${Number(issue.minimum)} or more${unitOf(issue.origin)}`;
    case 'too_big':
      return `This must be ${Number(issue.maximum)} or less${unitOf(issue.origin)}`;
    case 'invalid_value':
      return 'This is none of the answers that can be given';
    case 'unrecognized_keys':
      return `This has a field that is not known: ${issue.keys.slice(0, 5).join(', ')}`;
    default:
      return 'This is not written as it should be';
  }
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'yes or no, as true or false',
  object: 'an object',
  record: 'an object',
  array: 'a list',
};

const unitOf = (origin: string): string =>
  origin === 'string' ? ', counted in characters' : origin === 'array' ? ', counted in entries' : '';

/** From now on this process says them. */
export const sayItPlainly = (): void => void z.config({ customError: plainSentence });
