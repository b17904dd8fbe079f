import { expect } from 'vitest';
import { CommandFailed } from '../src/command.ts';
import type { ExitCode, Run } from '../src/command.ts';

interface Ended {
  readonly code: ExitCode;
  readonly said: readonly string[];
}

/** What a command says on both its ways. */
export async function typed(command: Run, ...args: readonly string[]): Promise<Ended> {
  const said: string[] = [];
  const say = (line: string) => void said.push(line);
  return { code: await command({ answer: say, talk: say }, args), said };
}

/** With which words a command refuses what it was given, as bad input. */
export async function refusalOf(command: Run, ...args: readonly string[]): Promise<string> {
  const error: unknown = await typed(command, ...args).catch((thrown: unknown) => thrown);
  if (!(error instanceof CommandFailed)) throw new Error('It was not refused.');
  expect(error.exitCode).toBe(2);
  return error.message;
}
