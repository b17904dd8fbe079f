import * as z from 'zod/mini';
import { amendment } from './amendment.ts';
import { chain } from './chain.ts';
import { timeOfDay } from './clock.ts';
import { inForce } from './in-force.ts';
import { code, sentence, slug } from './words.ts';
import { limit } from '../clock/length.ts';

/** Who sets rules for a school, from the top down. */
export const LAYERS = ['guidance', 'authority', 'trust', 'school'] as const;
export type LayerKind = (typeof LAYERS)[number];

/** How sure a source is: read in print, read where another quotes it, general knowledge to confirm, looked for in vain. */
export const SOURCE_STATUSES = {
  R: 'read in a published source',
  R2: 'read in a source that quotes it',
  G: 'general knowledge, to be confirmed',
  N: 'looked for and not found',
} as const;
const statuses = Object.keys(SOURCE_STATUSES) as [
  keyof typeof SOURCE_STATUSES,
  ...(keyof typeof SOURCE_STATUSES)[],
];

/** A length of time that the clocks of several chains may share: a clock takes it up by `setBy`. */
const setting = z.strictObject({
  is: limit,
  /** A default may be replaced by any layer below, a floor only made sooner. */
  strength: z._default(z.enum(['floor', 'default']), 'default'),
  title: sentence,
  /** Where it comes from: a row of the table of time limits, such as '2.26', or a title. */
  source: z.optional(sentence),
  status: z.optional(z.enum(statuses)),
  note: z.optional(z.string().check(z.maxLength(2_000))),
});
export type Setting = z.infer<typeof setting>;

/** Everything that one layer says: lengths of time by name, chains of its own, and changes to chains from above. */
export const layer = z.strictObject({
  language: z.literal(2),
  layer: z.enum(LAYERS),
  id: slug,
  version: z.int().check(z.gte(1)),
  title: sentence,
  inForce: z.optional(inForce),
  values: z._default(z.record(code, setting), {}),
  /** When the local authority's office closes: the end of the day of each clock that it says ends its days so. */
  officeCloses: z.optional(timeOfDay),
  chains: z._default(z.array(chain).check(z.maxLength(100)), []),
  amendments: z._default(z.array(amendment).check(z.maxLength(100)), []),
});
export type Layer = z.infer<typeof layer>;
