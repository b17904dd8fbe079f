import * as z from 'zod/mini';
import { amendment } from './amendment.ts';
import { chain } from './chain.ts';
import { clock } from './clock.ts';
import { evidenceField } from './evidence.ts';
import { fact } from './fact.ts';
import { hold } from './hold.ts';
import { layer } from './layer.ts';
import { moment } from './moment.ts';
import { predicate } from './predicate.ts';
import { role } from './names.ts';
import { step } from './step.ts';
import { length, limit } from '../clock/length.ts';

/** The parts that stand under a name of their own, so that an editor can speak of them. */
const PARTS = {
  chain,
  layer,
  amendment,
  step,
  fact,
  hold,
  clock,
  evidenceField,
  moment,
  predicate,
  role,
  length,
  limit,
};

/** The language as JSON Schema: a file is a chain, a change to a chain from above, or a whole layer. */
export function languageJsonSchema(): object {
  const names = z.registry<{ id: string }>();
  for (const [id, part] of Object.entries(PARTS)) names.add(part, { id });
  return {
    ...z.toJSONSchema(z.union([chain, amendment, layer]), { io: 'input', metadata: names }),
    title: 'The chain language of Trustward, version 2',
  };
}
