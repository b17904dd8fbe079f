import * as z from 'zod';
import { line } from '../shared/written.ts';

const PASSKEY_NAME_MAX_LENGTH = 60;
/** How a browser says it reaches what holds a passkey; hints for the next time, of which others are left out. */
export const PASSKEY_TRANSPORTS = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'] as const;
export type PasskeyTransport = (typeof PASSKEY_TRANSPORTS)[number];

/** Bytes as WebAuthn writes them. */
const bytes = (longest: number) =>
  z
    .string()
    .min(1)
    .max(longest)
    .regex(/^[\w-]+$/);
/** 1,023 bytes at most. */
const credentialId = bytes(1_364);
const transports = z.array(z.enum(PASSKEY_TRANSPORTS)).max(PASSKEY_TRANSPORTS.length);
const descriptor = z.object({ id: credentialId, type: z.literal('public-key'), transports });
const common = { challenge: z.string(), timeout: z.int() };

/** What a passkey is asked to sign: any of this site's, or one of those named. */
export const passkeyAsked = z
  .object({
    ...common,
    rpId: z.string(),
    userVerification: z.literal('required'),
    allowCredentials: z.array(descriptor),
  })
  .meta({ id: 'PasskeyAsked' });
export type PasskeyAsked = z.infer<typeof passkeyAsked>;

/** What it signed. */
export const passkeyProof = z
  .strictObject({
    id: credentialId,
    clientData: bytes(4_000),
    authenticatorData: bytes(8_000),
    signature: bytes(8_000),
    /** Whose it is, as the passkey says; asked for where nobody said so before. */
    userHandle: bytes(100).nullable(),
  })
  .meta({ id: 'PasskeyProof' });
export type PasskeyProof = z.infer<typeof passkeyProof>;

/** What a new passkey is made of. */
export const passkeyBegun = z
  .object({
    ...common,
    rp: z.object({ id: z.string(), name: z.string() }),
    user: z.object({ id: z.string(), name: z.string(), displayName: z.string() }),
    pubKeyCredParams: z.array(z.object({ type: z.literal('public-key'), alg: z.int() })),
    attestation: z.literal('none'),
    authenticatorSelection: z.object({
      residentKey: z.literal('required'),
      requireResidentKey: z.literal(true),
      userVerification: z.literal('required'),
    }),
    excludeCredentials: z.array(descriptor),
  })
  .meta({ id: 'PasskeyBegun' });
export type PasskeyBegun = z.infer<typeof passkeyBegun>;

/** A passkey that was made, and what its owner calls it. */
export const addPasskey = z
  .strictObject({
    name: line('Enter a name for it', PASSKEY_NAME_MAX_LENGTH),
    made: z.strictObject({
      id: credentialId,
      clientData: bytes(4_000),
      attestation: bytes(20_000),
      transports,
    }),
  })
  .meta({ id: 'AddPasskey' });
export type AddPasskey = z.infer<typeof addPasskey>;
