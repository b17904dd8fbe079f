import type * as z from 'zod';

/**
 * Reads an answer by its contract. A word that only a later version of Trustward knows stays as it came: whatever shows it has
 * plain words for it, and all else that the answer says is as true as ever. Anything else that is otherwise is refused.
 */
export function readAnswer<T>(schema: z.ZodType<T>, raw: unknown): T {
  const read = schema.safeParse(raw);
  if (read.success) return read.data;
  if (read.error.issues.every((issue) => isLaterWord(raw, issue))) return raw as T;
  throw read.error;
}

type Issue = z.core.$ZodIssue;

/** Of a choice between forms, one that but for such words it has is enough. */
function isLaterWord(raw: unknown, issue: Issue): boolean {
  const found = issue.path.reduce<unknown>(at, raw);
  if (issue.code === 'invalid_union') {
    return issue.errors.some((issues) => issues.every((each) => isLaterWord(found, each)));
  }
  // Of a single word that is asked for something else tells one form from another.
  return issue.code === 'invalid_value' && issue.values.length > 1 && typeof found === 'string';
}

const at = (from: unknown, key: PropertyKey): unknown =>
  typeof from === 'object' && from !== null
    ? (from as Readonly<Record<PropertyKey, unknown>>)[key]
    : undefined;
