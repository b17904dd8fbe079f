import { backTest, backTestLines } from '@trustward/chain/simulate';
import type { Chain } from '@trustward/chain';
import type { BackTest } from '@trustward/chain/simulate';
import { CommandFailed } from '../command.ts';
import type { ExitCode, Io } from '../command.ts';
import { parsePastCase } from './past-case.ts';
import { readFile } from './read-file.ts';
import { sayMistakes } from './say-mistakes.ts';

/** What would have been otherwise had a case that is over run under a draft. Ends with 1 where anything would, or might. */
export function answerBackTest(io: Io, draft: Chain, file: string, json: boolean): ExitCode {
  const read = readFile(file);
  const parsed = parsePastCase(read.json);
  if (!parsed.ok) throw new CommandFailed(sayMistakes(read, parsed.mistakes), 2);
  const { past, people, calendar } = parsed.stored;
  const tested = backTest(past, draft, calendar, people);
  if (json) io.answer(JSON.stringify(asJson(tested), null, 2));
  else for (const line of backTestLines(tested)) io.answer(line);
  return tested.differences.length === 0 && tested.stopped === null ? 0 : 1;
}

/** Instants in UTC, as everywhere on this command line. */
function asJson({ headline, differences, stopped }: BackTest): object {
  const written = <T extends { readonly at: number }>(said: T) => ({
    ...said,
    at: new Date(said.at).toISOString(),
  });
  return {
    headline,
    differences: differences.map((each) => written(each)),
    stopped: stopped === null ? null : written(stopped),
  };
}
