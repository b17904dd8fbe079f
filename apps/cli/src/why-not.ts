import { ConfigError } from '@trustward/config';
import { KeyFileUnusable, KeyServiceAway, KeyServiceRefused } from '@trustward/database';
import type { ExitCode } from './command.ts';

export interface WhyNot {
  readonly sentence: string;
  readonly exitCode: ExitCode;
}

const START =
  'start Trustward with `npm start`, or name the folder of one started with `--data` in TRUSTWARD_DATA_DIR';

/** What PostgreSQL and the way to it answer, by code. */
const DATABASE: Readonly<Record<string, string>> = {
  ECONNREFUSED: `${START}, or check the address in TRUSTWARD_DATABASE_URL`,
  ECONNRESET: 'look whether it is stopping or starting, and run this again',
  ENOTFOUND: 'check the name of the machine in TRUSTWARD_DATABASE_URL',
  ETIMEDOUT: 'check the address in TRUSTWARD_DATABASE_URL and what stands between',
  '28000': 'check the name in TRUSTWARD_DATABASE_URL',
  // Where Trustward of this clone does not run, another program's database may by now have its port.
  '28P01': `${START}, or check the name and password in TRUSTWARD_DATABASE_URL`,
  '3D000': `${START}, or check the name of the database in TRUSTWARD_DATABASE_URL`,
  '57P03': 'it is starting or stopping, so run this again in a moment',
};

/** What a person can mend gets one sentence; a fault of ours keeps its stack. */
export function whyNot(error: unknown): WhyNot {
  if (isOfKeys(error)) return { sentence: error.message, exitCode: 3 };
  if (error instanceof ConfigError) return ofConfig(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const remedy = DATABASE[code];
  if (remedy) return { sentence: `PostgreSQL cannot be reached (${code}): ${remedy}.`, exitCode: 3 };
  // A table or a schema that is not there.
  if (code === '42P01' || code === '3F000') {
    return {
      sentence: 'The database is not of this version: run `npm run -s cli -- migrate`.',
      exitCode: 3,
    };
  }
  return {
    sentence: error instanceof Error ? (error.stack ?? error.message) : String(error),
    exitCode: 3,
  };
}

const isOfKeys = (error: unknown): error is Error =>
  error instanceof KeyFileUnusable || error instanceof KeyServiceAway || error instanceof KeyServiceRefused;

/** Nothing is told where the database is unless Trustward was started, or somebody names it. */
function ofConfig({ message, exitCode }: ConfigError): WhyNot {
  if (exitCode === 2) return { sentence: message, exitCode };
  const name = message.split(' ')[0] ?? '';
  return { sentence: `${name} is not set: ${START}, or set ${name} to a database.`, exitCode };
}
