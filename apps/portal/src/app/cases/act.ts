import * as z from 'zod';
import type { Choice } from '../shared/radios-field.ts';

/** What an act asks before it is sent: perhaps a choice, perhaps a date, and a reason in words. */
export const ANSWERS = z.object({ choice: z.string(), date: z.string(), reason: z.string() });
export type Answers = z.infer<typeof ANSWERS>;

/** One act as its dialog puts it. */
export interface Act {
  readonly title: string;
  /** What it does. */
  readonly about: string;
  /** What comes of it, line by line. */
  readonly comes?: readonly string[];
  readonly question: string | null;
  readonly choices: readonly Choice[];
  /** What to ask a date and a time by, where one is asked. */
  readonly date?: string;
  readonly label: string;
  readonly hint: string;
  readonly verb: string;
  /** Of the task it was offered on; of what ends more, the versions of all that was to be done. Others have none. */
  readonly version: number | string | null;
  /** Said to whoever was overtaken. */
  readonly nowSo: string;
  /** Said once it was taken. */
  readonly said: string;
  readonly rules: z.ZodType<Answers>;
  readonly send: (eventId: string, answers: Answers) => Promise<unknown>;
}
