import * as z from 'zod';

/** The name of a thing in a chain. */
export const slug = z
  .string()
  .max(60)
  .regex(/^[a-z][a-z0-9-]*$/, 'Use lower-case words joined by hyphens.');

/** What stands for an answer, an outcome or a setting in records; the words a person reads stand beside it. */
export const code = z
  .string()
  .max(60)
  .regex(/^[a-z][a-zA-Z0-9-]*$/, 'Begin a code with a small letter; use letters, digits and hyphens only.');

/** Words that people read. */
export const sentence = z
  .string()
  .min(1)
  .max(400)
  .regex(/^$|[\p{L}\p{N}\p{P}\p{S}]/u, 'Write words here that people can read.');

/** Codes with the words that stand for them, in the order in which people are shown them. */
export const options = z.record(code, sentence);

/** A row of the five source documents. */
export const ruleNumber = z.string().regex(/^00[0-4]\.\d{2}$/, 'A rule number looks like 000.26.');

/** One name, or several of which any will do. */
export const oneOf = (name: z.ZodType<string>) => z.union([name, z.array(name).min(1).max(40)]);
