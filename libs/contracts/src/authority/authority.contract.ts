import * as z from 'zod';
import { id, instant } from '../shared/primitives.ts';

/** Whom a number is rung about, of whom each authority has one. */
const about = z.enum(['child', 'adult', 'both', 'police']);
const PHONE = /^\+?[0-9 ]{5,20}$/;

/** A number that somebody has just rung, in place of what everybody has; null puts that back. */
export const ownNumber = {
  about,
  number: z.string().trim().regex(PHONE, 'Write a telephone number with digits and spaces only').nullable(),
};

/** The agencies of an authority that may be mailed, by the names that chains have for them. */
const mailed = z.enum(['socialCare', 'designatedOfficer']);
const AN_ADDRESS = 'Write an e-mail address, such as hub@council.example';

/** An agency's e-mail address in place of what everybody has; null puts that back. */
export const ownMail = {
  party: mailed,
  address: z.email(AN_ADDRESS).max(254, AN_ADDRESS).nullable(),
};

const checked = z.object({ by: z.string(), at: instant }).nullable();

/** What is known of a local authority: as everybody has it, and what the trust holds otherwise, null where nothing. */
const authority = z.object({
  id,
  name: z.string(),
  /** How many schools of the trust are under it. */
  schools: z.int(),
  hours: z.object({ theirs: z.string().nullable(), ours: z.string().nullable() }),
  numbers: z.array(
    z.object({ about, name: z.string(), theirs: z.string(), ours: z.string().nullable(), checked }),
  ),
  /** Where links are mailed to, by which an agency says that it has what was sent; null where nobody knows an address. */
  mails: z.array(
    z.object({
      party: mailed,
      name: z.string(),
      theirs: z.string().nullable(),
      ours: z.string().nullable(),
      set: checked,
    }),
  ),
  /** The lengths of time that it lays down, in words. */
  limits: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      theirs: z.string(),
      ours: z.string().nullable(),
      /** What it may only be sooner than, where that is so. */
      floor: z.string().nullable(),
    }),
  ),
});
export type AuthorityShown = z.infer<typeof authority>;

/** The local authorities under which the trust has schools, first, and the others. */
export const authorityBoard = z.object({ authorities: z.array(authority) }).meta({ id: 'AuthorityBoard' });
export type AuthorityBoard = z.infer<typeof authorityBoard>;
