import { parseArgs } from 'node:util';
import { CommandFailed } from './command.ts';

/** The flags given, each of which must be one the command knows. */
export function flags<N extends string>(args: readonly string[], ...names: readonly N[]): Record<N, boolean> {
  const options = Object.fromEntries(
    names.map((name) => [name, { type: 'boolean' as const, default: false }]),
  );
  try {
    const { values } = parseArgs({ args: [...args], options, strict: true, allowPositionals: false });
    return values as Record<N, boolean>;
  } catch (error) {
    // Node's own sentence names the argument that is wrong.
    throw new CommandFailed(
      error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'Bad arguments.',
      2,
    );
  }
}
