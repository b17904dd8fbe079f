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
export const seconds = wholeNumber(1, 86_400);
export const text = z.string().min(1, 'must not be empty');
export const address = z.string().regex(/^[^\s:/]+:\d{1,5}$/, 'must be host:port, like 127.0.0.1:7233');
export const onOff = z.enum(['on', 'off'], "must be 'on' or 'off'").transform((value) => value === 'on');
export const level = z.enum(['debug', 'info', 'warn', 'error'], 'must be debug, info, warn or error');

export const urlOf = (...schemes: readonly string[]) =>
  z.string().refine(
    (value) => {
      return URL.canParse(value) && schemes.includes(new URL(value).protocol.replace(':', ''));
    },
    `must be an address that begins ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
  );
