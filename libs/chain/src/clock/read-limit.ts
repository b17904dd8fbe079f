import { END_OF_DAY, UNITS } from './describe.ts';
import { limit } from './length.ts';
import type { Limit } from './length.ts';

/** A limit as describeLength says it: '3 working days', '24 hours or 1 working day, whichever is sooner'. Null for other words. */
export function readLimit(words: string): Limit | null {
  const parts = words
    .trim()
    .toLowerCase()
    .replace(/,? whichever is sooner$/, '')
    .split(/\s+or\s+/)
    .map(readPart);
  const read = limit.safeParse(parts.length === 1 ? parts[0] : { sooner: parts });
  return read.success ? read.data : null;
}

function readPart(words: string): unknown {
  if (words === END_OF_DAY) return { calendarDays: 0 };
  const [, kind] = /^before the next (school|working) day begins$/.exec(words) ?? [];
  if (kind !== undefined) return { beforeNext: `${kind}Day` };
  const [, count, unit] = /^(\d+)\s+(.+)$/.exec(words) ?? [];
  const name = Object.entries(UNITS).find(([, said]) => said.some((one) => one === unit))?.[0];
  return name === undefined ? null : { [name]: Number(count) };
}
