import { explain, explainedLines } from '@trustward/chain/explain';
import type { Run } from '../command.ts';
import { given } from './given.ts';
import { soundChains } from './sound.ts';

/** A chain as sentences, with where each thing it says came from. */
export const chainExplainCommand: Run = (io, args) => {
  const { files, json, above } = given(args, { atMost: 1 });
  const explained = soundChains(files[0] ?? '', above).map(({ chain, origins }) => explain(chain, origins));
  if (json) io.answer(JSON.stringify(explained.length === 1 ? explained[0] : explained, null, 2));
  else io.answer(explained.map((each) => explainedLines(each).join('\n')).join('\n\n\n'));
  return Promise.resolve(0);
};
