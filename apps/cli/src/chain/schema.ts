import { languageJsonSchema } from '@trustward/chain/schema';
import type { Run } from '../command.ts';
import { flags } from '../flags.ts';

/** The language for editors, which then say what may stand where. */
export const chainSchemaCommand: Run = (io, args) => {
  flags(args, 'json');
  io.answer(JSON.stringify(languageJsonSchema(), null, 2));
  return Promise.resolve(0);
};
