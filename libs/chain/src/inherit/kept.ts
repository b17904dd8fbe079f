import { canonicalJson } from '../language/canonical-json.ts';

/** Whether everything of a list is still there in the same order, each part as strong, whatever else was put in. */
export function isKeptInOrder<Part>(
  above: readonly Part[],
  below: readonly Part[],
  isAsStrong: (below: Part, above: Part) => boolean = isSame,
): boolean {
  let at = 0;
  for (const part of below) {
    const wanted = above[at];
    if (wanted !== undefined && isAsStrong(part, wanted)) at += 1;
  }
  return at === above.length;
}

/** Whether everything of a list is still there, in whatever order. */
export function isKept<Part>(
  above: readonly Part[],
  below: readonly Part[],
  isAsStrong: (below: Part, above: Part) => boolean = isSame,
): boolean {
  return above.every((wanted) => below.some((part) => isAsStrong(part, wanted)));
}

/** Whether two values of a file say the same. */
export function isSame(one: unknown, other: unknown): boolean {
  return canonicalJson(one ?? null) === canonicalJson(other ?? null);
}
