import * as z from 'zod';
import { instant } from '../shared/primitives.ts';

/** What holds where a trust says nothing, and as far as it may go: it may only be stricter. */
export const SIGN_IN_LIMITS = { idleMinutes: 60, longestMinutes: 720, stepUpMinutes: 10 } as const;

const within = (least: number, most: number) =>
  z.int().min(least, `Choose at least ${least} minutes`).max(most, `Choose at most ${most} minutes`);

/** How long a session of the trust's people lasts. */
export const signInRules = z
  .strictObject({
    /** Unused for so long, it is over. */
    idleMinutes: within(10, SIGN_IN_LIMITS.idleMinutes),
    /** After so long it is over, however much it is used. */
    longestMinutes: within(60, SIGN_IN_LIMITS.longestMinutes),
  })
  .meta({ id: 'SignInRules' });
export type SignInRules = z.infer<typeof signInRules>;

/** The same as it is kept, and who set it when; by nobody where a trust never did. */
export const signInRulesShown = z
  .object({
    rules: z.object({ idleMinutes: z.int(), longestMinutes: z.int() }),
    set: z.object({ by: z.string().nullable(), at: instant }).nullable(),
  })
  .meta({ id: 'SignInRulesShown' });
export type SignInRulesShown = z.infer<typeof signInRulesShown>;
