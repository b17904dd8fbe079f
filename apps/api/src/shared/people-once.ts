import { openPerson } from '@trustward/casework';
import type { Identity } from '@trustward/casework';
import type { Tx } from '@trustward/database';

/** Opens somebody's sealed particulars. */
export type OpenPerson = (id: string, sealed: Buffer) => Identity;

/** Opens each person once, however many rows of a page name them. For one page: nothing opened outlives its answer. */
export function peopleOnce(tx: Tx): OpenPerson {
  const opened = new Map<string, Identity>();
  return (id, sealed) => {
    const known = opened.get(id) ?? openPerson(tx, id, sealed);
    opened.set(id, known);
    return known;
  };
}
