import { parseArgs } from 'node:util';
import { Misused } from '../command.ts';

/** The one file that was typed, and the flags with it. */
export function withFile<V extends string>(
  args: readonly string[],
  valued: readonly V[],
): { readonly file: string; readonly json: boolean } & Partial<Record<V, string>> {
  const named = Object.fromEntries(valued.map((name) => [name, { type: 'string' as const }]));
  const options = { json: { type: 'boolean' as const, default: false }, ...named };
  const { values, positionals } = parsed(args, options);
  const [file, surplus] = positionals;
  if (file === undefined) throw new Misused('No file is named');
  if (surplus !== undefined) throw new Misused(`"${surplus}" is one file too many`);
  return { ...(values as { json: boolean } & Partial<Record<V, string>>), file };
}

function parsed(args: readonly string[], options: NonNullable<Parameters<typeof parseArgs>[0]>['options']) {
  try {
    return parseArgs({ args: [...args], options: options ?? {}, strict: true, allowPositionals: true });
  } catch (error) {
    // The first of Node's own sentences names the argument that is wrong.
    const [why = ''] = (error instanceof Error ? error.message : String(error)).split(/\.\s|\n/);
    throw new Misused(why);
  }
}
