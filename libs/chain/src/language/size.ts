import type { Mistake } from './mistake.ts';

const DEEPEST = 40;
const MOST_VALUES = 200_000;
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

interface Place {
  readonly value: unknown;
  readonly path: readonly string[];
  readonly within: Place | null;
}

/**
 * Looks at raw data before anything recursive does: too deep (or circular, as YAML aliases can be), too large, or with
 * keys that reach into JavaScript's objects. Never recursive itself.
 */
export function sizeMistake(value: unknown): Mistake | null {
  const waiting: Place[] = [{ value, path: [], within: null }];
  let seen = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next.value !== 'object' || next.value === null) continue;
    const path = next.path.join('.');
    if (isWithinItself(next)) {
      return { path, sentence: 'This stands within itself: no alias may lead back to it.' };
    }
    if (next.path.length > DEEPEST) {
      return { path, sentence: `Nothing may be nested deeper than ${DEEPEST} levels.` };
    }
    for (const [key, child] of Object.entries(next.value)) {
      seen += 1;
      if (seen > MOST_VALUES) return { path: '', sentence: `A chain holds at most ${MOST_VALUES} values.` };
      if (FORBIDDEN_KEYS.has(key)) return { path, sentence: `"${key}" may not be used as a name.` };
      waiting.push({ value: child, path: [...next.path, key], within: next });
    }
  }
  return null;
}

function isWithinItself({ value, within }: Place): boolean {
  for (let above = within; above !== null; above = above.within) if (above.value === value) return true;
  return false;
}
