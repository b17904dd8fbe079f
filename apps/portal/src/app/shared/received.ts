import type * as z from 'zod';
import { readAnswer } from './read-answer.ts';

/** An answer with the device's time of its arrival, from which its clocks go on. */
export type Received<T> = T & { readonly receivedAt: number };

/** Parses an answer by its contract and notes when it came. */
export const received =
  <T extends object>(schema: z.ZodType<T>) =>
  (raw: unknown): Received<T> => ({ ...readAnswer(schema, raw), receivedAt: Date.now() });
