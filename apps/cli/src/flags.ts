import { parseArgs } from 'node:util';
import { Misused } from './command.ts';

/** The flags given, each of which must be one the command knows. */
export function flags<N extends string>(args: readonly string[], ...names: readonly N[]): Record<N, boolean> {
  return typed(args, names, []);
}

/** As `flags`, with names that take a value. */
export function typed<N extends string, V extends string>(
  args: readonly string[],
  names: readonly N[],
  valued: readonly V[],
): Record<N, boolean> & Partial<Record<V, string>> {
  const options = {
    ...Object.fromEntries(names.map((name) => [name, { type: 'boolean' as const, default: false }])),
    ...Object.fromEntries(valued.map((name) => [name, { type: 'string' as const }])),
  };
  try {
    const { values } = parseArgs({ args: [...args], options, strict: true, allowPositionals: false });
    return values as Record<N, boolean> & Partial<Record<V, string>>;
  } catch (error) {
    // The first of Node's own sentences names the argument that is wrong.
    const [why = ''] = (error instanceof Error ? error.message : String(error)).split(/\.\s|\n/);
    throw new Misused(why);
  }
}
