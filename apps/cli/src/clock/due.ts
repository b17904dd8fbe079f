import { once } from 'node:events';
import type { Io, Run } from '../command.ts';
import { flags } from '../flags.ts';
import { answerTo } from './answer.ts';
import { linesOf } from './lines.ts';

/** Reads clocks and starts from standard input, a line of JSON each, and answers each with when it is due and why. */
export const clockDueCommand: Run = async (io, args) => {
  flags(args);
  process.stdin.setEncoding('utf8');
  const bad = await answerAll(process.stdin, io);
  if (bad > 0) {
    io.talk(`${bad} ${bad === 1 ? 'line is' : 'lines are'} bad: each is answered with its error.`);
  }
  return 0;
};

/** How many lines were bad. Memory stays bounded however much comes in and however slowly answers are read. */
export async function answerAll(chunks: AsyncIterable<string>, io: Pick<Io, 'answer'>): Promise<number> {
  let bad = 0;
  for await (const line of linesOf(chunks)) {
    const answer = answerTo(line);
    if ('error' in answer) bad += 1;
    io.answer(JSON.stringify(answer));
    if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain');
  }
  return bad;
}
