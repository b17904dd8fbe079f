import { post } from '@trustward/chain';
import * as z from 'zod';
import { atMost, id } from '../shared/primitives.ts';
import { line, maybeLine } from '../shared/written.ts';
import { EMAIL_MAX_LENGTH } from './email.ts';
import { proofAsked } from './sign-in-rules.contract.ts';

export const PASSWORD_MAX_LENGTH = 256;

/** As somebody types it; nothing of it is changed. */
export const password = (otherwise: string) =>
  z.string(otherwise).min(1, otherwise).max(PASSWORD_MAX_LENGTH, atMost(PASSWORD_MAX_LENGTH));

const CODE_MAX_LENGTH = 40;
/** Six digits that an app shows, or one of the codes on paper; empty where none is asked for. */
const proofCode = maybeLine(CODE_MAX_LENGTH).optional();

export const signIn = z
  .strictObject({
    email: line('Enter your e-mail address', EMAIL_MAX_LENGTH),
    password: password('Enter your password'),
    code: proofCode,
  })
  .meta({ id: 'SignIn' });
export type SignIn = z.infer<typeof signIn>;

/** Whoever is signed in shows again that it is they. */
export const stepUp = z
  .strictObject({ password: password('Enter your password'), code: proofCode })
  .meta({ id: 'StepUp' });
export type StepUp = z.infer<typeof stepUp>;

/** How many seconds the session stays alive if nothing is asked for any more; on every answer to what somebody asked for. */
export const SESSION_IDLE_HEADER = 'x-session-idle-seconds';

/** Said with what a page asks for by itself, with nobody at it: a screen left alone must not keep its session alive. */
export const UNATTENDED_HEADER = 'x-unattended';

/** What the time is, on every answer to who is signed in, a refusal too: a device's own clock may be wrong. */
export const NOW_HEADER = 'x-now';

/** Who is signed in, for the shell: the person, their posts, and what the portal may show. */
export const me = z
  .object({
    personId: id,
    name: z.string(),
    trust: z.object({ id, name: z.string(), demo: z.boolean() }),
    posts: z.array(z.object({ role: post, schoolId: id.nullable(), schoolName: z.string().nullable() })),
    /** Whether a code is asked for beside the password. */
    codeAsked: z.boolean(),
    /** Whether there is a passkey to sign in and step up by. */
    hasPasskey: z.boolean(),
    /** What the trust asks for of one of their posts, and this session has not shown; until then little is open. */
    proofAsked: proofAsked.nullable(),
    /** The permissions the portal shows by; the API decides by the same declaration. */
    may: z.array(z.string()),
    /** Sent back in `x-csrf-token` with every write. */
    csrfToken: z.string(),
    /** When the session ends whatever the person does. */
    expiresAt: z.string(),
    /** When it ends unless somebody asks for something before; answers say anew how long, in `SESSION_IDLE_HEADER`. */
    idleEndsAt: z.string(),
    /** What the time was when this was said. */
    now: z.string(),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof me>;
