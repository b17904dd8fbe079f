import { parseArgs } from 'node:util';
import { Misused } from '../command.ts';

/** What a change to a chain is read over, besides the guidance that ships; nothing where nothing was said. */
export interface Above {
  /** The id of a local authority. */
  readonly authority: string | undefined;
  /** A file of the layer of the trust to which a school belongs. */
  readonly trust: string | undefined;
}

/** What was typed after the name of a command about chains. */
export interface Given {
  readonly files: readonly string[];
  readonly json: boolean;
  readonly above: Above;
  /** The file of a case that is over. */
  readonly backTest: string | undefined;
}

interface Taken {
  /** As many files as the command takes. */
  readonly atMost: number;
  /** Whether it takes a case that is over. */
  readonly backTest?: true;
}

/** The files and flags given: as many files as the command takes, and no flag that it does not know. */
export function given(args: readonly string[], taken: Taken): Given {
  const { values, positionals } = parsed(args);
  const backTest = values['back-test'];
  if (backTest !== undefined && taken.backTest !== true) throw new Misused("Unknown option '--back-test'");
  if (positionals.length === 0) throw new Misused('No file is named');
  if (positionals.length > taken.atMost) {
    throw new Misused(`"${positionals[taken.atMost] ?? ''}" is one file too many`);
  }
  return {
    files: positionals,
    json: values.json,
    above: { authority: values.authority, trust: values.trust },
    backTest,
  };
}

function parsed(args: readonly string[]) {
  try {
    const options = {
      json: { type: 'boolean', default: false },
      authority: { type: 'string' },
      trust: { type: 'string' },
      'back-test': { type: 'string' },
    } as const;
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: true });
  } catch (error) {
    // The first of Node's own sentences names the argument that is wrong.
    const [why = ''] = (error instanceof Error ? error.message : String(error)).split(/\.\s|\n/);
    throw new Misused(why);
  }
}
