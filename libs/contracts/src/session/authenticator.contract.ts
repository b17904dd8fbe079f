import * as z from 'zod';

/** What an authenticator app is given, once: as a picture to scan, and to type. */
export const authenticatorBegun = z
  .object({
    uri: z.string(),
    /** The same secret, in base 32. */
    secret: z.string(),
  })
  .meta({ id: 'AuthenticatorBegun' });
export type AuthenticatorBegun = z.infer<typeof authenticatorBegun>;

/** The first code that it shows: so it is known that it was set up. */
export const confirmAuthenticator = z
  .strictObject({
    code: z
      .string('Enter the six digits that the app shows')
      .overwrite((typed) => typed.replace(/\s/g, ''))
      .regex(/^\d{6}$/, 'Enter the six digits that the app shows'),
  })
  .meta({ id: 'ConfirmAuthenticator' });
export type ConfirmAuthenticator = z.infer<typeof confirmAuthenticator>;

/** To be kept on paper; each lets in once, and none is ever shown again. */
export const recoveryCodes = z.object({ codes: z.array(z.string()) }).meta({ id: 'RecoveryCodes' });
export type RecoveryCodes = z.infer<typeof recoveryCodes>;
