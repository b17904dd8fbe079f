import { post } from '@trustward/chain';
import * as z from 'zod';
import { instant } from '../shared/primitives.ts';
import { line } from '../shared/written.ts';
import { EMAIL_MAX_LENGTH } from './email.ts';

/** What holds where a trust says nothing, and as far as it may go: it may only be stricter. */
export const SIGN_IN_LIMITS = { idleMinutes: 60, longestMinutes: 720, stepUpMinutes: 10 } as const;

const STEP_UP_LONGEST_MINUTES = 15;

const minutes = (many: number) => `${many} ${many === 1 ? 'minute' : 'minutes'}`;
const within = (least: number, most: number) =>
  z
    .int()
    .min(least, `Choose at least ${minutes(least)}`)
    .max(most, `Choose at most ${minutes(most)}`);

/** How long a session of the trust's people lasts, and what they proved in it. */
export const signInRules = z
  .strictObject({
    /** Unused for so long, it is over. */
    idleMinutes: within(10, SIGN_IN_LIMITS.idleMinutes),
    /** After so long it is over, however much it is used. */
    longestMinutes: within(60, SIGN_IN_LIMITS.longestMinutes),
    /** For so long whoever showed that it is they is not asked again. */
    stepUpMinutes: within(1, STEP_UP_LONGEST_MINUTES),
  })
  .meta({ id: 'SignInRules' });
export type SignInRules = z.infer<typeof signInRules>;

/** More than a password: a passkey or an authenticator app, or a passkey and nothing less. */
export const proofAsked = z.enum(['either', 'passkey']);
export type ProofAsked = z.infer<typeof proofAsked>;

/** Of which posts it is asked. */
export const proofsAsked = z
  .strictObject({ askedOf: z.partialRecord(post, proofAsked) })
  .meta({ id: 'ProofsAsked' });
export type ProofsAsked = z.infer<typeof proofsAsked>;

/** For whom, by the address that they sign in with. */
export const resetProofs = z
  .strictObject({ email: line('Enter their e-mail address', EMAIL_MAX_LENGTH) })
  .meta({ id: 'ResetProofs' });
export type ResetProofs = z.infer<typeof resetProofs>;

/** The same as it is kept, and who set it when; by nobody where a trust never did. */
export const signInRulesShown = z
  .object({
    rules: z.object({ idleMinutes: z.int(), longestMinutes: z.int(), stepUpMinutes: z.int() }),
    askedOf: z.partialRecord(post, proofAsked),
    set: z.object({ by: z.string().nullable(), at: instant }).nullable(),
  })
  .meta({ id: 'SignInRulesShown' });
export type SignInRulesShown = z.infer<typeof signInRulesShown>;
