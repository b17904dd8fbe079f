import * as z from 'zod/mini';
import { dateOnly } from './words.ts';

const words = z.string().check(z.minLength(1), z.maxLength(200));

const contact = z.strictObject({
  name: words,
  phone: z
    .string()
    .check(z.regex(/^\+?[0-9 ]{5,20}$/, 'Write a telephone number with digits and spaces only.')),
  email: z.optional(z.string().check(z.maxLength(200))),
});
export type AuthorityContact = z.infer<typeof contact>;

/** A local authority, and whom its schools ring there. What it lays down for them is a layer. */
export const authorityProfile = z.strictObject({
  id: z.string().check(z.regex(/^[a-z][a-z0-9-]*$/, 'Use lower-case words joined by hyphens.')),
  name: words,
  officeHours: words,
  contacts: z.strictObject({
    officeHub: contact,
    outOfHours: contact,
    designatedOfficer: contact,
    /** The police unit that protects vulnerable people, where it can be rung. */
    policeUnit: z.optional(contact),
  }),
  /** The day on which somebody last rang to check the numbers. */
  verifiedOn: dateOnly,
  /** Who that was. */
  verifiedBy: words,
});
export type AuthorityProfile = z.infer<typeof authorityProfile>;
