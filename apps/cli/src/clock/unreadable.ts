import { sayIssue } from '@trustward/chain';
import * as z from 'zod';

/** A line that cannot be answered, and why, in one sentence. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
}

/** What a schema makes of a value, or one sentence about the first thing that is wrong. */
export function read<T>(schema: z.core.$ZodType<T>, value: unknown, name: string): T {
  const result = z.safeParse(schema, value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  if (issue === undefined) throw new Unreadable('The line cannot be read.');
  const path = [name, ...issue.path.map(String)].filter((part) => part !== '').join('.');
  if (issue.code === 'unrecognized_keys') {
    const keys = issue.keys.map((key) => `"${key}"`).join(', ');
    throw new Unreadable(`${path === '' ? 'A line' : path} knows no ${keys}.`);
  }
  throw new Unreadable(`${path === '' ? 'The line' : path}: ${sentenceOf(issue)}`);
}

/** The schema's own sentence where it has one, else one about the kind of mistake. */
function sentenceOf(issue: z.core.$ZodIssue): string {
  return /^(Invalid|Too (small|big))/.test(issue.message) ? sayIssue(issue).sentence : issue.message;
}
