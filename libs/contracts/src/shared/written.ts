import { LINE_MAX_LENGTH } from '@trustward/chain';
import * as z from 'zod';
import { atMost } from './primitives.ts';

/** Letters by name, and nothing to look at: what Korean and Braille write for a gap. */
const GAPS = /[\u115F\u1160\u3164\uFFA0\u2800]/gu;
const SEEN = /[\p{L}\p{N}\p{P}\p{S}]/u;
/**
 * No control characters, nothing that turns the direction of what follows, nothing without width, one line. The two
 * joiners alone may stand, after a letter, a mark or a picture: Persian, Malayalam and others are not written without.
 * No character fits both alternatives: else each letter before one that fits neither would double the time it takes.
 */
const ONE_LINE = /^(?:[\p{L}\p{M}\p{S}][\u200C\u200D]?|[^\p{L}\p{M}\p{S}\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}])*$/u;

/** What was typed, without the space around it; empty where nothing of it can be seen. */
export const typed = (text: string): string => (SEEN.test(text.replace(GAPS, '')) ? text.trim() : '');

/** Whether it can be read by anybody as it was meant: names and other short answers, which are said to others. */
export const isOneLine = (text: string): boolean => ONE_LINE.test(text);

/** A short answer that may be left out. */
export const maybeLine = (longest = LINE_MAX_LENGTH) =>
  z
    .string()
    .overwrite(typed)
    .max(longest, atMost(longest))
    .regex(ONE_LINE, 'Leave out characters that cannot be seen');

/** A name or another short answer. */
export const line = (otherwise: string, longest = LINE_MAX_LENGTH) =>
  z
    .string(otherwise)
    .overwrite(typed)
    .min(1, otherwise)
    .max(longest, atMost(longest))
    .regex(ONE_LINE, 'Leave out characters that cannot be seen');
