import type { DraftChange } from '@trustward/contracts';
import type { Tx } from '@trustward/database';
import { NotThereOrNotYours } from '../platform/problems.ts';
import { mailedParty } from '../shared/mailed-party.ts';
import type { Contact } from './change-rows.ts';

type Draft = Extract<DraftChange, { kind: 'number' | 'mail' }>;

const NAMES = `select c ->> 'about' as about, c ->> 'name' as name
  from platform.authority a, jsonb_array_elements(a.contacts) c where a.id = $1`;

/** How an agency is to be reached, by the name that its authority has for it; there is none that it has not. */
export async function contactOf(tx: Tx, draft: Draft): Promise<Contact> {
  const known = await tx.query<{ about: string; name: string }>(NAMES, [draft.authorityId]);
  const nameOf = (isIt: (about: string) => boolean): string => {
    const line = known.find(({ about }) => isIt(about));
    if (line === undefined) throw new NotThereOrNotYours();
    return line.name;
  };
  if (draft.kind === 'number') {
    const { about, number } = draft;
    return { about, number, name: nameOf((it) => it === about) };
  }
  const { party, address } = draft;
  return { party, address, name: nameOf((it) => mailedParty(it) === party) };
}
