import * as z from 'zod';
import { amendment } from './amendment.ts';
import { chain } from './chain.ts';
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
  strength: z.enum(['floor', 'default']).default('default'),
  title: sentence,
  /** Where it comes from: a row of the table of time limits, such as '2.26', or a title. */
  source: sentence.optional(),
  status: z.enum(statuses).optional(),
  note: z.string().max(2_000).optional(),
});
export type Setting = z.infer<typeof setting>;

/** Everything that one layer says: lengths of time by name, chains of its own, and changes to chains from above. */
export const layer = z.strictObject({
  language: z.literal(2),
  layer: z.enum(LAYERS),
  id: slug,
  version: z.int().min(1),
  title: sentence,
  inForce: inForce.optional(),
  values: z.record(code, setting).default({}),
  chains: z.array(chain).max(100).default([]),
  amendments: z.array(amendment).max(100).default([]),
});
export type Layer = z.infer<typeof layer>;
