import { languageJsonSchema } from '@trustward/chain/schema';
import type { Command } from '../command.ts';
import { flags } from '../flags.ts';

/** The language for editors, which then say what may stand where. */
export const chainSchemaCommand: Command = {
  name: 'chain schema',
  does: 'the JSON Schema of the language',
  run(io, args) {
    flags(args, 'json');
    io.answer(JSON.stringify(languageJsonSchema(), null, 2));
    return Promise.resolve(0);
  },
};
