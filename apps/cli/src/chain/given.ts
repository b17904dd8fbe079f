import { parseArgs } from 'node:util';
import { Misused } from '../command.ts';

/** What was typed after the name of a command about chains. */
export interface Given {
  readonly files: readonly string[];
  readonly json: boolean;
  /** Under which local authority a change to a chain is read; none where nothing was said. */
  readonly authority: string | undefined;
}

/** The files and flags given: as many files as the command takes, and no flag that it does not know. */
export function given(args: readonly string[], files: { readonly atMost: number }): Given {
  const { values, positionals } = parsed(args);
  if (positionals.length === 0) throw new Misused('No file is named');
  if (positionals.length > files.atMost) {
    throw new Misused(`"${positionals[files.atMost] ?? ''}" is one file too many`);
  }
  return { files: positionals, json: values.json, authority: values.authority };
}

function parsed(args: readonly string[]) {
  try {
    const options = {
      json: { type: 'boolean', default: false },
      authority: { type: 'string' },
    } as const;
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: true });
  } catch (error) {
    // The first of Node's own sentences names the argument that is wrong.
    const [why = ''] = (error instanceof Error ? error.message : String(error)).split(/\.\s|\n/);
    throw new Misused(why);
  }
}
