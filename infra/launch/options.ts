import path from 'node:path';
import { parseArgs } from 'node:util';
import { outside } from './outside.ts';
import { Refusal } from './refusal.ts';

const DEFAULT_PORT = 4300;

export interface Options {
  readonly port: number;
  readonly host: string;
  readonly dataFolder: string;
  readonly fresh: boolean;
  readonly demo: boolean;
  readonly temporalUi: boolean;
}

const USAGE = 'npm start -- [--port N] [--host ADDRESS] [--data DIR] [--fresh] [--no-demo] [--temporal-ui]';

/** What `npm start -- --help` says. */
export const HELP = `${USAGE}

  --port N         the port of the portal; ${DEFAULT_PORT} when not given
  --host ADDRESS   the interface to listen on; this machine only when not given
  --data DIR       where everything recorded is kept; .trustward in the clone when not given
  --fresh          removes what the data folder holds first
  --no-demo        starts without the invented trusts
  --temporal-ui    shows Temporal's own pages too`;

/** Reads the command line; a mistake in it is refused with the usage. */
export function readOptions(args: readonly string[], root: string): Options {
  const { values } = parse(args);
  return {
    port: readPort(values.port),
    host: values.host ?? outside('TRUSTWARD_HOST') ?? '127.0.0.1',
    // npm runs scripts in the clone; what the user typed is meant from where they stand.
    dataFolder: values.data
      ? path.resolve(process.env['INIT_CWD'] ?? process.cwd(), values.data)
      : path.resolve(root, outside('TRUSTWARD_DATA_DIR') ?? '.trustward'),
    fresh: values.fresh ?? false,
    demo: !(values['no-demo'] ?? outside('TRUSTWARD_DEMO') === 'off'),
    temporalUi: values['temporal-ui'] ?? false,
  };
}

function readPort(typed: string | undefined): number {
  const given = typed ?? outside('TRUSTWARD_PORT');
  const port = given === undefined ? DEFAULT_PORT : Number(given);
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  const where = typed === undefined ? 'TRUSTWARD_PORT' : '--port';
  throw new Refusal(`${where} ${given ?? ''} is not a port: give a number from 1 to 65535.`, 2);
}

/** Whether help was asked for, and nothing else is to be done. */
export const asksForHelp = (args: readonly string[]): boolean => parse(args).values.help ?? false;

/** The same start on another port, as it would be typed. */
export const startAgainOn = (args: readonly string[], port: number): string => {
  const others = args.filter((arg, at) => !arg.startsWith('--port') && args[at - 1] !== '--port');
  return ['npm start --', `--port ${port}`, ...others].join(' ');
};

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', short: 'h' },
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
