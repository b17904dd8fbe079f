import { CommandFailed, Misused } from './command.ts';
import type { Command, ExitCode, Io } from './command.ts';
import { COMMANDS } from './commands.ts';

/** What a file says may be quoted in an answer; nothing of it gives orders to a terminal, or turns lines round. */
const shown = (line: string): string =>
  line.replaceAll(/[^\P{Cc}\n\t]|[\p{Cf}\p{Zl}\p{Zp}]/gu, (hidden) =>
    Array.from({ length: hidden.length }, (_, at) => `\\u${hex(hidden.charCodeAt(at))}`).join(''),
  );
const hex = (unit: number): string => unit.toString(16).padStart(4, '0');

const io: Io = {
  answer: (line) => void process.stdout.write(`${shown(line)}\n`),
  talk: (line) => void process.stderr.write(`${shown(line)}\n`),
};

const typed = (...words: readonly string[]) => ['npm run -s cli --', ...words].join(' ');
const asTyped = ({ name, options }: Command) => typed(name, ...(options === undefined ? [] : [options]));
const asksForHelp = (words: readonly string[]) => words.some((word) => word === '--help' || word === '-h');

const MARGIN = 26;

function usage(commands: readonly Command[]): string {
  const lines = commands.flatMap(({ name, options = '', does }) => {
    const call = `  ${name} ${options}`;
    return call.length < MARGIN ? [call.padEnd(MARGIN) + does] : [call, ' '.repeat(MARGIN) + does];
  });
  return [`Usage: ${typed('COMMAND')}`, '', ...lines].join('\n');
}

/** All commands for whoever asks for help first, those of one kind for "chain --help"; none for anything else. */
function helpFor(args: readonly string[]): readonly Command[] {
  const [first = '', ...rest] = args;
  if (first === 'help' || (first.startsWith('-') && asksForHelp(args))) return COMMANDS;
  return rest.length === 1 && asksForHelp(rest)
    ? COMMANDS.filter(({ name }) => name.startsWith(`${first} `))
    : [];
}

/** The command whose words the arguments begin with, and what is left for it. */
function chosen(args: readonly string[]): { command: Command; rest: readonly string[] } {
  for (const command of COMMANDS) {
    const words = command.name.split(' ');
    if (words.every((word, index) => args[index] === word)) {
      return { command, rest: args.slice(words.length) };
    }
  }
  const names = COMMANDS.map(({ name }) => name).join(', ');
  const asked = args.length === 0 ? 'Say which command' : `There is no command "${args.join(' ')}"`;
  throw new CommandFailed(`${asked}: there are ${names}.`, 2);
}

/** Help is given before anything else is looked at: whoever asks may not have got the rest right. */
async function main(args: readonly string[]): Promise<ExitCode> {
  const explained = helpFor(args);
  if (explained.length > 0) {
    io.answer(usage(explained));
    return 0;
  }
  const { command, rest } = chosen(args);
  if (asksForHelp(rest)) {
    io.answer(`Usage: ${asTyped(command)}\n\n  ${command.does}`);
    return 0;
  }
  return run(command, rest);
}

async function run(command: Command, args: readonly string[]): Promise<ExitCode> {
  try {
    const does = await command.load();
    return await does(io, args);
  } catch (error) {
    // What was typed wrongly is said together with what is right, which the command alone cannot tell.
    if (!(error instanceof Misused)) throw error;
    throw new CommandFailed(`${error.message}: it is ${asTyped(command)}.`, 2);
  }
}

/** What a person can mend gets one sentence; a fault of ours keeps its stack. */
async function failed(error: unknown): Promise<ExitCode> {
  // What else can fail has been loaded by what failed; whoever typed a word wrongly need not wait for it.
  const { sentence, exitCode } =
    error instanceof CommandFailed
      ? { sentence: error.message, exitCode: error.exitCode }
      : (await import('./why-not.ts')).whyNot(error);
  io.talk(sentence);
  return exitCode;
}

// Whoever reads the answer may stop early, as `head` does; that is no failure.
process.stdout.on('error', () => process.exit(0));
process.exitCode = await main(process.argv.slice(2)).catch(failed);
