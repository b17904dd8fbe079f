import path from 'node:path';
import { parseArgs } from 'node:util';
import { Refusal } from './refusal.ts';

export const DEFAULT_PORT = 4300;

export interface Options {
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  readonly fresh: boolean;
  readonly demo: boolean;
  readonly temporalUi: boolean;
}

const USAGE = 'npm start -- [--port N] [--host ADDRESS] [--data DIR] [--fresh] [--no-demo] [--temporal-ui]';

/** Reads the command line; a mistake in it is refused with the usage. */
export function readOptions(args: readonly string[], root: string): Options {
  const { values } = parse(args);
  const port = Number(values.port ?? DEFAULT_PORT);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Refusal(`--port ${values.port ?? ''} is not a port: give a number from 1 to 65535.`, 2);
  }
  return {
    port,
    host: values.host ?? '127.0.0.1',
    // npm runs scripts in the clone; what the user typed is meant from where they stand.
    dataFolder: values.data
      ? path.resolve(process.env['INIT_CWD'] ?? process.cwd(), values.data)
      : path.resolve(root, process.env['TRUSTWARD_DATA_DIR'] ?? '.trustward'),
    fresh: values.fresh ?? false,
    demo: !(values['no-demo'] ?? false),
    temporalUi: values['temporal-ui'] ?? false,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        data: { type: 'string' },
        fresh: { type: 'boolean' },
        'no-demo': { type: 'boolean' },
        'temporal-ui': { type: 'boolean' },
      },
    });
  } catch (error) {
    // parseArgs says what it did not understand by throwing.
    const why = error instanceof Error ? error.message.split('. ')[0] : String(error);
    throw new Refusal(`${why ?? ''}. Usage: ${USAGE}`, 2);
  }
}
