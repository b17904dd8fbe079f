const KEY = '__proto__';

interface Part {
  readonly value: unknown;
  readonly key: string;
  readonly within: Part | null;
}

/** Where in what was sent a field is called `__proto__`; null where none is. Without recursion: it may be as deep as long. */
export function pathOfPrototype(sent: unknown): readonly string[] | null {
  const parts: Part[] = [{ value: sent, key: '', within: null }];
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    const { value } = part;
    if (typeof value !== 'object' || value === null) continue;
    if (Object.hasOwn(value, KEY)) return pathTo(part, [KEY]);
    for (const [key, inner] of Object.entries(value)) parts.push({ value: inner, key, within: part });
  }
  return null;
}

function pathTo(found: Part, path: string[]): readonly string[] {
  for (let part = found; part.within !== null; part = part.within) path.push(part.key);
  return path.reverse();
}
