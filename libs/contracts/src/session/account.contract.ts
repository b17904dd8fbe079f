import * as z from 'zod';
import { id, instant } from '../shared/primitives.ts';
import { password } from './session.contract.ts';

/** Families that a browser's own word names; nothing finer, which would tell one device from another. */
export const BROWSERS = ['chrome', 'edge', 'firefox', 'safari', 'opera', 'samsung'] as const;
export const SYSTEMS = ['windows', 'macos', 'ios', 'android', 'chromeos', 'linux'] as const;
export type Browser = (typeof BROWSERS)[number];
export type System = (typeof SYSTEMS)[number];

const place = z.object({
  id,
  browser: z.enum(BROWSERS).nullable(),
  system: z.enum(SYSTEMS).nullable(),
  since: instant,
  seenAt: instant,
  /** Whether it is the one that asks. */
  current: z.boolean(),
});

/** Where an account is signed in, and the browsers that it was signed in from before. */
export const account = z
  .object({
    /** The address that it is signed in by. */
    email: z.string(),
    sessions: z.array(place),
    devices: z.array(place),
    /** An app whose codes are asked for beside the password, and how many codes on paper are left. */
    /** The trust's own sign-on, and since when this account is linked to it; null where the trust has none. */
    signOn: z.object({ linkedSince: instant.nullable() }).nullable(),
    authenticator: z.object({ since: instant, codesLeft: z.int() }).nullable(),
    /** Newest first. */
    passkeys: z.array(z.object({ id, name: z.string(), addedAt: instant, usedAt: instant.nullable() })),
  })
  .meta({ id: 'Account' });
export type Account = z.infer<typeof account>;
export type Place = z.infer<typeof place>;

/** One session to end, or one browser to forget. */
export const onePlace = z.strictObject({ id }).meta({ id: 'OnePlace' });
export type OnePlace = z.infer<typeof onePlace>;

/** Nothing is to be said beside what is asked for. */
export const nothing = z.strictObject({}).meta({ id: 'Nothing' });
export type Nothing = z.infer<typeof nothing>;

/** In characters as people count them. */
export const PASSWORD_MIN_LENGTH = 12;

/** Length alone is asked for here; what else a password may not be, the API says. */
export const newPassword = password('Enter a new password').refine(
  (text) => [...text].length >= PASSWORD_MIN_LENGTH,
  `Use ${PASSWORD_MIN_LENGTH} characters or more`,
);

export const changePassword = z
  .strictObject({ current: password('Enter your current password'), next: newPassword })
  .meta({ id: 'ChangePassword' });
export type ChangePassword = z.infer<typeof changePassword>;
