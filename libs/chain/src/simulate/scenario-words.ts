import * as z from 'zod';
import { oneOf, slug } from '../language/words.ts';

/** Somebody in a scenario, who goes by this name throughout. */
export const personName = z
  .string()
  .max(60)
  .regex(/^\p{L}[\p{L} .'’-]*$/u, 'Write a name, such as Dana Ellis.');

/** One name, or several. */
export const someone = z.union([personName, z.array(personName).min(1).max(60)]);

export const stepOrSteps = oneOf(slug);

/** How long somebody takes: of the time in which they work, or so many working days on, as they begin work. */
export const wait = z.union(
  [
    z.strictObject({ minutes: z.int().min(0).max(100_000) }),
    z.strictObject({ hours: z.int().min(0).max(2_000) }),
    z.strictObject({ workingDays: z.int().min(1).max(400) }),
  ],
  { error: 'Say how long they wait: { minutes }, { hours } or { workingDays }.' },
);
export type Wait = z.infer<typeof wait>;

export const contact = z.enum(['advice', 'referral']);
