import { KeyFileUnusable } from '@trustward/database';
import { CommandFailed } from './command.ts';
import type { Command, ExitCode, Io } from './command.ts';
import { configCommand } from './config.ts';
import { demoLoadCommand } from './demo/load.ts';
import { demoPeopleCommand } from './demo/people.ts';
import { migrateCommand } from './migrate.ts';
import { rebuildCommand } from './rebuild.ts';

const COMMANDS: readonly Command[] = [
  migrateCommand,
  demoLoadCommand,
  demoPeopleCommand,
  rebuildCommand,
  configCommand,
];

const io: Io = {
  answer: (line) => void process.stdout.write(`${line}\n`),
  talk: (line) => void process.stderr.write(`${line}\n`),
};

function usage(): string {
  const lines = COMMANDS.map(({ name, options, does }) => `  ${[name, options].join(' ').padEnd(26)}${does}`);
  return ['Usage: npm run -s cli -- COMMAND', '', ...lines].join('\n');
}

/** The command whose words the arguments begin with, and what is left for it. */
function chosen(args: readonly string[]): { command: Command; rest: readonly string[] } | null {
  for (const command of COMMANDS) {
    const words = command.name.split(' ');
    if (words.every((word, index) => args[index] === word)) {
      return { command, rest: args.slice(words.length) };
    }
  }
  return null;
}

async function main(args: readonly string[]): Promise<ExitCode> {
  if (args[0] === 'help' || args[0] === '--help') {
    io.answer(usage());
    return 0;
  }
  const choice = chosen(args);
  if (choice === null) throw new CommandFailed(usage(), 2);
  return choice.command.run(io, choice.rest);
}

const CANNOT_CONNECT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'ETIMEDOUT',
  '28P01',
  '3D000',
  '57P03',
]);

/** What a person can mend gets one sentence; a fault of ours keeps its stack. */
function failed(error: unknown): ExitCode {
  if (error instanceof CommandFailed || error instanceof KeyFileUnusable) {
    io.talk(error.message);
    return error instanceof CommandFailed ? error.exitCode : 3;
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (CANNOT_CONNECT.has(code)) {
    io.talk(
      `PostgreSQL cannot be reached (${code}): check that it runs and that the address and password are right.`,
    );
    return 3;
  }
  io.talk(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 3;
}

// Whoever reads the answer may stop early, as `head` does; that is no failure.
process.stdout.on('error', () => process.exit(0));
process.exitCode = await main(process.argv.slice(2)).catch(failed);
