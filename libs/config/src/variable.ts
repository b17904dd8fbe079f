import { isIP } from 'node:net';
import * as z from 'zod';

/** One environment variable: what it means, what it is when unset, and whether it may be shown. */
export interface Variable<T = unknown> {
  readonly meaning: string;
  /** As one would write it in the environment; undefined where there is no default. */
  readonly fallback?: string;
  readonly secret?: boolean;
  readonly schema: z.ZodType<T, string>;
}

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .pipe(z.number().min(min).max(max));

export const port = wholeNumber(0, 65_535);
export const count = wholeNumber(1, 200);
export const seconds = wholeNumber(1, 86_400);
/** A folder or an address; what is not a folder and yet looks like an address must be one that nobody reads on the way. */
export const place = z
  .string()
  .min(1, 'must not be empty')
  .refine(
    (value) => !/^[a-z][a-z+.-]*:/i.test(value) || (URL.canParse(value) && value.startsWith('https://')),
    'must be a folder or an address that begins https://',
  );
export const text = z.string().min(1, 'must not be empty');
/** Paths with a comma between them. */
export const files = z
  .string()
  .transform((value) => value.split(',').map((each) => each.trim()))
  .refine((all) => all.every((each) => each !== ''), 'must be files with a comma between them');
export const address = z.string().regex(/^[^\s:/]+:\d{1,5}$/, 'must be host:port, like 127.0.0.1:7233');
/** Addresses or networks with a comma between them, like 10.0.0.7, 10.1.0.0/16; nothing stands for none. */
export const networks = z
  .string()
  .transform((value) => value.split(',').map((each) => each.trim()))
  .refine((all) => all.every(isNetwork), 'must be addresses or networks like 10.0.0.7, 10.1.0.0/16');

function isNetwork(value: string): boolean {
  const [address = '', bits = '0', ...more] = value.split('/');
  const family = isIP(address);
  return (
    more.length === 0 && family !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128)
  );
}

export const mailbox = z
  .string()
  .regex(
    /^([^<>"@\r\n]+ <[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/,
    'must be like Trustward <no-reply@trust.example>',
  );

/** So short that with the 64 characters before the @ it is still an address. */
export const domain = z
  .string()
  .max(180, 'must be 180 characters at most')
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'must be a domain like returns.trust.example');

const UUID = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const AN_ID = 'must be an id of 36 characters';
export const uuid = z.string(AN_ID).regex(new RegExp(`^${UUID}$`, 'i'), AN_ID);
const A_KEY = 'must be a key as GOV.UK Notify shows it: name, service and secret';
export const notifyKey = z.string(A_KEY).regex(new RegExp(`(^|-)${UUID}-${UUID}$`, 'i'), A_KEY);
const A_TOKEN = 'must be 20 characters or more';
export const token = z.string(A_TOKEN).min(20, A_TOKEN);

export const onOff = z.enum(['on', 'off'], "must be 'on' or 'off'").transform((value) => value === 'on');
export const level = z.enum(['debug', 'info', 'warn', 'error'], 'must be debug, info, warn or error');

export const urlOf = (...schemes: readonly string[]) =>
  z.string().refine(
    (value) => {
      return URL.canParse(value) && schemes.includes(new URL(value).protocol.replace(':', ''));
    },
    `must be an address that begins ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
  );
