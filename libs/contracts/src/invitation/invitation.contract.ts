import * as z from 'zod';
import { eventId, instant, words } from '../shared/primitives.ts';
import { newPassword } from '../session/account.contract.ts';

/** How long an invitation may be used. */
export const INVITATION_DAYS = 14;
const TOKEN_MAX_LENGTH = 200;
const token = words().min(1).max(TOKEN_MAX_LENGTH);

/** Asking somebody of the trust to make an account, by a letter; any invitation before it ends. */
export const makeInvitation = z.strictObject({ eventId }).meta({ id: 'MakeInvitation' });
export type MakeInvitation = z.infer<typeof makeInvitation>;

/** An invitation that may be used now, as whoever invites sees it. */
export const openInvitation = z.object({
  until: instant,
  /** What became of its letter. */
  mail: z.enum(['onItsWay', 'sent', 'notSent']),
});

/** What whoever opens a link sends, in a body: it stands in no address that a server is told. */
export const lookUpInvitation = z.strictObject({ token }).meta({ id: 'LookUpInvitation' });
export type LookUpInvitation = z.infer<typeof lookUpInvitation>;

/** All that an invitation says, to whoever has its link. */
export const invitation = z
  .object({
    trust: z.string(),
    name: z.string(),
    /** What they will sign in by. */
    email: z.string(),
    until: instant,
    /** Whether somebody signs in by that address already: they join the trust once they are signed in. */
    hasAccount: z.boolean(),
  })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof invitation>;

export const takeInvitation = z.strictObject({ token, password: newPassword }).meta({ id: 'TakeInvitation' });
export type TakeInvitation = z.infer<typeof takeInvitation>;
