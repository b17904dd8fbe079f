import * as z from 'zod/mini';
import { oneOf, slug } from '../language/words.ts';

/** Somebody in a scenario, who goes by this name throughout. */
export const personName = z
  .string()
  .check(z.maxLength(60), z.regex(/^\p{L}[\p{L} .'’-]*$/u, 'Write a name, such as Dana Ellis.'));

/** One name, or several. */
export const someone = z.union([personName, z.array(personName).check(z.minLength(1), z.maxLength(60))]);

export const stepOrSteps = oneOf(slug);

/** How long somebody takes: of the time in which they work, or so many working days on, as they begin work. */
export const wait = z.union(
  [
    z.strictObject({ minutes: z.int().check(z.gte(0), z.lte(100_000)) }),
    z.strictObject({ hours: z.int().check(z.gte(0), z.lte(2_000)) }),
    z.strictObject({ workingDays: z.int().check(z.gte(1), z.lte(400)) }),
  ],
  { error: 'Say how long they wait: { minutes }, { hours } or { workingDays }.' },
);
export type Wait = z.infer<typeof wait>;

export const contact = z.enum(['advice', 'referral']);
