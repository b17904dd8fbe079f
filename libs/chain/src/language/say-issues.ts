import type * as z from 'zod/mini';
import type { Mistake } from './mistake.ts';
import { sayIssueAt } from './say-issue.ts';
import { isOfTomorrow } from './upcast.ts';

type Issue = z.core.$ZodIssue;

/**
 * Every finding of the schema about a value, in words. Where one of several forms was meant, which is seen by the names
 * that are used, what is wrong with that form is said, and not that none of them fits.
 */
export function sayIssues(issues: readonly Issue[], value: unknown): Mistake[] {
  const tomorrow = issues.filter(isOfLanguage).map(({ path }) => path.slice(0, -1));
  return issues
    .filter((issue) => !tomorrow.some((whole) => isWithin(whole, issue)))
    .flatMap((issue) => sayOne(issue, value));

  function isOfLanguage({ code, path }: Issue): boolean {
    return (
      code === 'invalid_value' &&
      path.at(-1) === 'language' &&
      isOfTomorrow(valueAt(value, path.slice(0, -1)))
    );
  }
}

/** Of what is written in a language of tomorrow only that can be said. */
const isWithin = (whole: readonly PropertyKey[], { path }: Issue): boolean =>
  whole.every((key, index) => path[index] === key) &&
  !(path.length === whole.length + 1 && path.at(-1) === 'language');

function sayOne(issue: Issue, value: unknown): Mistake[] {
  const found = valueAt(value, issue.path);
  const meant = issue.code === 'invalid_union' ? formMeant(issue.errors, found) : null;
  if (meant === null) return [sayIssueAt(issue, found)];
  return meant.flatMap((inner) => sayOne({ ...inner, path: [...issue.path, ...inner.path] }, value));
}

/** The form that fits best, if it fits better than any other and knows at least one name of what stands there. */
function formMeant(forms: readonly (readonly Issue[])[], value: unknown): readonly Issue[] | null {
  const misfits = forms.map((form) => misfitOf(form, value));
  const least = Math.min(...misfits);
  const [meant, ...others] = forms.filter((_form, index) => misfits[index] === least);
  return meant !== undefined && others.length === 0 && knowsSome(meant, value) ? meant : null;
}

function knowsSome(form: readonly Issue[], value: unknown): boolean {
  const names = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  return form.every((issue) => {
    if (issue.path.length > 0) return true;
    if (issue.code === 'unrecognized_keys') return issue.keys.length < names.length;
    return issue.code === 'invalid_union' && issue.errors.some((inner) => knowsSome(inner, value));
  });
}

/** What is of another kind altogether fits no form. */
const ALTOGETHER = 1_000;

function misfitOf(form: readonly Issue[], value: unknown): number {
  return form.reduce((sum, issue) => sum + weightOf(issue, value), 0);
}

/** Names that a form does not have, or that it misses, tell against it; what stands under a name of its own does not. */
function weightOf(issue: Issue, value: unknown): number {
  if (issue.path.length > 0) {
    return issue.path.length === 1 && valueAt(value, issue.path) === undefined ? 1 : 0;
  }
  if (issue.code === 'unrecognized_keys') return issue.keys.length;
  if (issue.code !== 'invalid_union') return ALTOGETHER;
  return Math.min(ALTOGETHER, ...issue.errors.map((form) => misfitOf(form, value)));
}

export function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, key)
        ? (at as Readonly<Record<PropertyKey, unknown>>)[key]
        : undefined,
    value,
  );
}
