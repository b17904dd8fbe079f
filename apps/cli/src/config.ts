import { describeConfig } from '@trustward/config';
import type { Setting } from '@trustward/config';
import type { Run } from './command.ts';
import { flags } from './flags.ts';

/** Every variable: what it means, what it is, and where that came from. Secrets stay hidden. */
export const configCommand: Run = (io, args) => {
  const { json } = flags(args, 'json');
  const settings = describeConfig();
  if (json) io.answer(JSON.stringify(settings, null, 2));
  else for (const setting of settings) io.answer(lines(setting));
  return Promise.resolve(0);
};

const lines = (it: Setting): string =>
  `${it.name}\n  ${it.meaning}\n  ${it.value ?? '(not set)'}, from ${it.from}; default ${it.default ?? 'none'}`;
