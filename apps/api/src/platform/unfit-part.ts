const KEY = '__proto__';
const NO_NAME = 'This is not a name that a field can have';
/** One half of a pair by which UTF-16 writes a character: no UTF-8, and so no record, can hold it as it was sent. */
const SURROGATE = /\p{Cs}/u;
const HALF = 'This has half of a character in it, which cannot be kept';

interface Part {
  readonly value: unknown;
  readonly key: string;
  readonly within: Part | null;
}

interface Unfit {
  readonly message: string;
  readonly path: readonly string[];
}

/**
 * Where what was sent has a field called `__proto__`, or half of a character, whatever contract it is read by; null where
 * nothing is. Without recursion: it may be as deep as long.
 */
export function unfitPart(sent: unknown): Unfit | null {
  const parts: Part[] = [{ value: sent, key: '', within: null }];
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    const { value } = part;
    if (SURROGATE.test(part.key)) return { message: HALF, path: pathTo(part.within, []) };
    if (typeof value === 'string' && SURROGATE.test(value)) return { message: HALF, path: pathTo(part, []) };
    if (typeof value !== 'object' || value === null) continue;
    if (Object.hasOwn(value, KEY)) return { message: NO_NAME, path: pathTo(part, [KEY]) };
    for (const [key, inner] of Object.entries(value)) parts.push({ value: inner, key, within: part });
  }
  return null;
}

function pathTo(found: Part | null, path: string[]): readonly string[] {
  for (let part = found; part !== null && part.within !== null; part = part.within) path.push(part.key);
  return path.reverse();
}
