import * as z from 'zod';
import { atMost, id, instant } from '../shared/primitives.ts';
import { line } from '../shared/written.ts';
import { me } from './session.contract.ts';

const ADDRESS_MAX_LENGTH = 500;
const CLIENT_MAX_LENGTH = 255;
const SECRET_MAX_LENGTH = 500;
/** What an issuer sends back is its own to choose, within reason. */
const SENT_MAX_LENGTH = 4_000;
const AN_ISSUER = 'Give the issuer as an address, like https://login.example/your-trust';
const A_SECRET = 'Give the client secret';

/** A trust's own sign-on (OpenID Connect), as somebody gives it. */
export const signOnGiven = z
  .strictObject({
    issuer: z
      .string(AN_ISSUER)
      .trim()
      .max(ADDRESS_MAX_LENGTH, atMost(ADDRESS_MAX_LENGTH))
      .regex(/^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/, AN_ISSUER),
    clientId: line('Give the client id', CLIENT_MAX_LENGTH),
    clientSecret: z.string(A_SECRET).min(1, A_SECRET).max(SECRET_MAX_LENGTH, atMost(SECRET_MAX_LENGTH)),
    /** When the one was given of which whoever gives another read that every account is unlinked from it. */
    replaces: instant.optional(),
  })
  .meta({ id: 'SignOnGiven' });
export type SignOnGiven = z.infer<typeof signOnGiven>;

const deed = z.object({ by: z.string().nullable(), at: instant });

/** What may be seen of it: never the secret. */
export const trustSignOn = z
  .object({
    /** What the issuer is told to send people back to. */
    redirect: z.string(),
    /** What the trust's people open to sign in by it. */
    address: z.string(),
    /** Null where there is none. */
    given: z.object({ ...deed.shape, issuer: z.string(), clientId: z.string() }).nullable(),
    /** Who took the last one away; null while there is one, and where there never was. */
    forgotten: deed.nullable(),
    /** How many people linked their account to it. */
    linked: z.int(),
    /** The last time that somebody tried it. */
    tried: z.object({ ...deed.shape, came: z.enum(['worked', 'refused']).nullable() }).nullable(),
  })
  .meta({ id: 'TrustSignOn' });
export type TrustSignOn = z.infer<typeof trustSignOn>;

/** When the one was given that is shown: whoever tries or forgets it means that one. */
export const shownSignOn = z.strictObject({ given: instant }).meta({ id: 'ShownSignOn' });
export type ShownSignOn = z.infer<typeof shownSignOn>;

/** By which trust's sign-on somebody signs in. */
export const signOnBegin = z.strictObject({ trust: id }).meta({ id: 'SignOnBegin' });
export type SignOnBegin = z.infer<typeof signOnBegin>;

/** Where the browser goes on: at the issuer. */
export const signOnAway = z.object({ to: z.string() }).meta({ id: 'SignOnAway' });
export type SignOnAway = z.infer<typeof signOnAway>;

const sent = z.string().max(SENT_MAX_LENGTH).optional();

/** What the issuer sent back by the browser, to the address of this trust. */
export const signOnBack = z
  .strictObject({ trust: id, state: sent, code: sent, iss: sent, error: sent })
  .meta({ id: 'SignOnBack' });
export type SignOnBack = z.infer<typeof signOnBack>;

/** What came of it: whoever went to sign in is signed in. */
export const signOnCame = z
  .object({ came: z.enum(['signedIn', 'linked', 'notLinked', 'worked', 'refused']), me: me.nullable() })
  .meta({ id: 'SignOnCame' });
export type SignOnCame = z.infer<typeof signOnCame>;
