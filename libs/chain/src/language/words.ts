import * as z from 'zod/mini';

/** The name of a thing in a chain. */
export const slug = z
  .string()
  .check(z.maxLength(60), z.regex(/^[a-z][a-z0-9-]*$/, 'Use lower-case words joined by hyphens.'));

/** What stands for an answer, an outcome or a setting in records; the words a person reads stand beside it. */
export const code = z
  .string()
  .check(
    z.maxLength(60),
    z.regex(
      /^[a-z][a-zA-Z0-9-]*$/,
      'Begin a code with a small letter; use letters, digits and hyphens only.',
    ),
  );

/** Words that people read: something to be seen, and nothing that hides, or turns round, what stands beside it. */
export const sentence = z
  .string()
  .check(
    z.minLength(1),
    z.maxLength(400),
    z.regex(
      /^$|^(?=[^]*[\p{L}\p{N}\p{P}\p{S}])[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*\n?$/u,
      'Write words here that people can read, on one line.',
    ),
  );

/** Codes with the words that stand for them, in the order in which people are shown them. */
export const options = z.record(code, sentence);

/** A row of the five source documents. */
export const ruleNumber = z.string().check(z.regex(/^00[0-4]\.\d{2}$/, 'A rule number looks like 000.26.'));

/** One name, or several of which any will do. */
export const oneOf = (name: z.ZodMiniType<string>) =>
  z.union([name, z.array(name).check(z.minLength(1), z.maxLength(40))]);

/** Two of a kind: what a tuple says, which weighs more. */
export const pair = <T>(each: z.ZodMiniType<T>) =>
  z.array(each).check(z.minLength(2), z.maxLength(2)) as unknown as z.ZodMiniType<[T, T]>;

/** A day of the calendar. `z.iso.date()` says the same, and weighs as much as all of `z.iso`. */
export const dateOnly = z
  .string()
  .check(
    z.regex(
      /^(\d{4}-((0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|1\d|2[0-8]))|(\d\d(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)$/,
      'Write a date as 2026-11-21.',
    ),
  );
