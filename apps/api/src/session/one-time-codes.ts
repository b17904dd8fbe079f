import { createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';

const PERIOD_MS = 30_000;
/** An app's clock may be half a minute off, either way. */
const STEPS_OFF = 1;
const SECRET_BYTES = 20;

const totp = (secret: string, label = '') =>
  new TOTP({ issuer: 'Trustward', label, secret: Secret.fromBase32(secret), period: PERIOD_MS / 1000 });

export const newSecret = (): string => new Secret({ size: SECRET_BYTES }).base32;

/** What an authenticator app reads from the picture. */
export const uriOf = (secret: string, email: string): string => totp(secret, email).toString();

/** The half minute of which this is the code; null where it is of none that counts at this time. */
export function stepOf(secret: string, code: string, now: number): number | null {
  const off = totp(secret).validate({ token: code, timestamp: now, window: STEPS_OFF });
  return off === null ? null : Math.floor(now / PERIOD_MS) + off;
}

export const isAppsCode = (code: string): boolean => /^\d{6}$/.test(code);

const RECOVERY_CODES = 10;
/** Without what is taken for something else: i, l, o, u. */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';
/** Eighty bits: nobody tries them all, not even with their hashes in hand. */
const LENGTH = 16;

export const newRecoveryCodes = (): string[] =>
  Array.from({ length: RECOVERY_CODES }, () =>
    [...randomBytes(LENGTH)]
      .map((byte) => LETTERS[byte % LETTERS.length])
      .join('')
      .replace(/(.{4})(?=.)/g, '$1-'),
  );

/** However it is typed: spaces, dashes, capital letters, and the letters that look like numbers. */
export const asTyped = (code: string): string =>
  code.toLowerCase().replace(/[\s-]/g, '').replace(/o/g, '0').replace(/[il]/g, '1');

export const hashOfCode = (code: string): Buffer => createHash('sha256').update(asTyped(code)).digest();
