import type { Door, Tx } from '@trustward/database';
import { UnknownTenant } from '@trustward/database';
import type { Words } from '../drive.ts';
import { hashOf, readLinkToken } from './link-token.ts';

/** The functions of the database look at a link for this actor alone. */
const ACTOR = 'agency-link';

/** A link as it was opened, and the id of the browser that opened it: all that an agency has. */
export interface OpenedLink {
  readonly token: string;
  readonly press: string;
}

/** All that a link reveals. */
export interface Revealed {
  readonly reference: string;
  readonly acknowledged: boolean;
}

interface Shown {
  readonly id: string;
  readonly caseId: string;
  readonly reference: string;
  readonly wrappedKey: Buffer;
  readonly pressed: boolean;
}

const SHOWN = `select id, case_id as "caseId", reference, wrapped_key as "wrappedKey", pressed
  from app.agency_link_shown($1, $2)`;
const PRESS = 'select app.press_agency_link($1, $2, $3) as taken';

/** What a link says to whoever opens it, without a trace; null where it cannot be used, whyever. */
export function openLink(door: Door, opened: OpenedLink): Promise<Revealed | null> {
  return shownBy(door, opened, ({ reference, pressed }) =>
    Promise.resolve({ reference, acknowledged: pressed }),
  );
}

/** That somebody of the agency says by it that they have what they were sent. Its case hears of it when it is woken. */
export function pressLink(door: Door, opened: OpenedLink, words: Words): Promise<Revealed | null> {
  return shownBy(door, opened, async ({ id, caseId, reference, wrappedKey }, tx, hashes) => {
    const said = tx.keys.ofCase(caseId, wrappedKey).seal(placeOf(id), words);
    const [row] = await tx.query<{ taken: boolean }>(PRESS, [...hashes, said], 'press-agency-link');
    return row?.taken === true ? { reference, acknowledged: true } : null;
  });
}

/** Where what was said stands once the case knows of it: under the id of the link, as a person's act under its own. */
const placeOf = (linkId: string) => ({ table: 'case_event', column: 'sealed', row: linkId });

async function shownBy<T>(
  door: Door,
  { token, press }: OpenedLink,
  work: (shown: Shown, tx: Tx, hashes: readonly Buffer[]) => Promise<T | null>,
): Promise<T | null> {
  const link = readLinkToken(token);
  if (link === null) return null;
  const hashes = [link.hash, hashOf(press)];
  try {
    return await door.run({ tenantId: link.tenantId, actor: ACTOR }, async (tx) => {
      const [shown] = await tx.query<Shown>(SHOWN, hashes, 'agency-link-shown');
      return shown === undefined ? null : work(shown, tx, hashes);
    });
  } catch (error) {
    // Which trusts there are is told to nobody, and only asking tells.
    if (error instanceof UnknownTenant) return null;
    throw error;
  }
}
