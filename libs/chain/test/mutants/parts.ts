import type { Step } from '../../src/language/step.ts';

type Json = Readonly<Record<string, unknown>>;
const isGroup = (value: unknown): value is Json => typeof value === 'object' && value !== null;

/** A part of what a step waits for, and where it stands. */
export interface Part {
  readonly path: string;
  readonly value: Json;
  /** Whether it is one of several of which any will do. */
  readonly isChoice: boolean;
}

/** Every part of what a step waits for, whole or inside another; what stands under "not" is left alone. */
export function partsOf({ after, when }: Step): Part[] {
  return [...inside(after, 'after', false), ...inside(when, 'when', false)];
}

function* inside(value: unknown, path: string, isChoice: boolean): Generator<Part> {
  if (!isGroup(value)) return;
  yield { path, value, isChoice };
  for (const word of ['all', 'any', 'latest']) {
    const parts = value[word];
    if (!Array.isArray(parts)) continue;
    for (const [index, part] of parts.entries()) {
      yield* inside(part, `${path}.${word}.${index}`, word === 'any' && parts.length > 1);
    }
  }
}

/** Writes something else where a part stands; nothing takes it out of its list. */
export function replacePart(step: Step, path: string, value: Json | null): void {
  const names = path.split('.');
  const last = names.pop() ?? '';
  let group: unknown = step;
  for (const name of names) group = isGroup(group) ? group[name] : undefined;
  if (Array.isArray(group)) group.splice(Number(last), 1, ...(value === null ? [] : [value]));
  else if (isGroup(group)) Object.assign(group, { [last]: value });
}
