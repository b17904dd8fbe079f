import { CURSOR_MAX_LENGTH } from '@trustward/contracts';
import * as z from 'zod';
import { BadRequest } from './problems.ts';

/** Of PostgreSQL's earliest day, and JavaScript's latest: an instant that both have, in milliseconds. */
const EARLIEST = -210_866_803_200_000;
const LATEST = 8_640_000_000_000_000;
export const cursorInstant = z.int().min(EARLIEST).max(LATEST);

/** An opaque keyset cursor: the sort key of the last row, read back only if it is exactly that. */
const encodeCursor = (key: readonly (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

export function decodeCursor<T extends z.ZodType>(cursor: string | undefined, key: T): z.infer<T> | null {
  if (cursor === undefined) return null;
  const read = key.safeParse(parse(cursor));
  if (!read.success) throw unreadable();
  return read.data;
}

function parse(cursor: string): unknown {
  if (cursor.length > CURSOR_MAX_LENGTH || !/^[A-Za-z0-9_-]+$/.test(cursor)) throw unreadable();
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch (notJson) {
    // Whatever a caller sends may fail to be JSON; there is no asking beforehand.
    if (notJson instanceof SyntaxError) throw unreadable();
    throw notJson;
  }
}

const unreadable = () =>
  new BadRequest('cursor: use the `next` of an earlier page as it was given.', [
    { field: 'cursor', reason: 'Use the `next` of an earlier page as it was given' },
  ]);

/** Cuts a page out of one row more than was asked for. */
export function page<Row, Item>(
  rows: readonly Row[],
  limit: number,
  item: (row: Row) => Item,
  key: (row: Row) => readonly (string | number | null)[],
): { items: Item[]; next: string | null } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(item),
    next: rows.length > limit && last !== undefined ? encodeCursor(key(last)) : null,
  };
}
