import type { AuthorityContact, AuthorityProfile, Party, Role } from '@trustward/chain';
import type { ContactNumber, SchoolPhase } from '@trustward/contracts';
import { Keyring } from '@trustward/database';
import type { KeyVault, PlatformTx, Tx } from '@trustward/database';
import { closeDaysAlready } from './change/closed-day.ts';
import { weeklyHours } from './office-hours.ts';
import { markLikeness } from './likeness.ts';
import { sealPerson } from './people.ts';
import type { Identity } from './people.ts';

export interface NewTrust {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly demo: boolean;
}

/** Makes a trust with a key of its own; one that is there keeps its key. */
export async function addTrust(
  tx: PlatformTx,
  vault: KeyVault,
  { id, slug, name, demo }: NewTrust,
): Promise<void> {
  const wrapped = await new Keyring(vault).newWrappedKey(id);
  await tx.query(
    `insert into platform.tenant (id, slug, name, demo, wrapped_key) values ($1, $2, $3, $4, $5)
     on conflict (id) do nothing`,
    [id, slug, name, demo, wrapped],
  );
}

/** A number as it is kept with its authority. */
export type KeptNumber = Omit<ContactNumber, 'authority' | 'checked'>;

/** What is said of each number beside when its offices are open; its Designated Officer keeps the hours of its offices. */
const NOTES: Readonly<Record<KeptNumber['about'], (officeHours: string) => string>> = {
  child: (officeHours) => officeHours,
  both: () => 'At all other times',
  adult: (officeHours) => `About an adult who works with children. ${officeHours}`,
  police: () => 'The police unit that protects vulnerable people',
};

/** When a number of an authority whose offices are open so is answered, in words and, where they can be reckoned with, in hours. */
export function answeredWhen(
  about: KeptNumber['about'],
  officeHours: string,
): Pick<KeptNumber, 'note' | 'hours'> {
  const spans = about === 'police' ? null : weeklyHours(officeHours);
  return {
    note: NOTES[about](officeHours),
    hours: spans === null ? null : { spans, outside: about === 'both' },
  };
}

/** The telephone numbers of an authority. */
function numbersOf({ contacts, officeHours }: AuthorityProfile): KeptNumber[] {
  const { officeHub, outOfHours, designatedOfficer, policeUnit } = contacts;
  const line = (contact: AuthorityContact, about: KeptNumber['about']): KeptNumber => ({
    ...named(contact),
    about,
    ...answeredWhen(about, officeHours),
  });
  return [
    line(officeHub, 'child'),
    line(outOfHours, 'both'),
    line(designatedOfficer, 'adult'),
    ...(policeUnit === undefined ? [] : [line(policeUnit, 'police')]),
  ];
}

const named = ({ name, phone }: AuthorityContact) => ({ name, number: phone });

/** Adds a local authority, or brings what is known of it up to date; cases keep what they opened under. */
/** Where its agencies can be mailed to, by the names that chains have for them. */
const mailOf = ({ contacts }: AuthorityProfile): Partial<Record<Party, string>> => ({
  ...(contacts.officeHub.email && { socialCare: contacts.officeHub.email }),
  ...(contacts.designatedOfficer.email && { designatedOfficer: contacts.designatedOfficer.email }),
});

export async function addAuthority(tx: PlatformTx, id: string, profile: AuthorityProfile): Promise<string> {
  const [row] = await tx.query<{ id: string }>(
    `insert into platform.authority (id, slug, name, contacts, verified_at, verified_by, mail)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (slug) do update set name = excluded.name,
       contacts = excluded.contacts, verified_at = excluded.verified_at,
       verified_by = excluded.verified_by, mail = excluded.mail
     returning id`,
    [
      id,
      profile.id,
      profile.name,
      JSON.stringify(numbersOf(profile)),
      profile.verifiedOn,
      profile.verifiedBy,
      JSON.stringify(mailOf(profile)),
    ],
  );
  return row?.id ?? id;
}

export interface NewSchool {
  readonly id: string;
  readonly name: string;
  readonly shortName: string;
  readonly authorityId: string;
  readonly phase: SchoolPhase;
}

export async function addSchool(
  tx: Tx,
  { id, name, shortName, authorityId, phase }: NewSchool,
): Promise<void> {
  const added = await tx.query(
    `insert into app.school (tenant_id, id, name, short_name, authority_id, phase) values ($1, $2, $3, $4, $5, $6)
     on conflict (tenant_id, id) do nothing returning id`,
    [tx.tenantId, id, name, shortName, authorityId, phase],
  );
  if (added.length > 0) await closeDaysAlready(tx, { id, authorityId });
}

/** Whose mailbox is shared, others read it too: nothing about an adult is sent to it. */
export async function addPerson(
  tx: Tx,
  id: string,
  identity: Identity,
  { mailboxShared = false } = {},
): Promise<void> {
  const added = await tx.query(
    `insert into app.person (tenant_id, id, sealed, mailbox_shared) values ($1, $2, $3, $4)
     on conflict (tenant_id, id) do nothing returning id`,
    [tx.tenantId, id, sealPerson(tx, id, identity), mailboxShared],
  );
  if (added.length > 0) await markLikeness(tx, id, { ...identity, mailboxShared });
}

export interface NewPost {
  readonly id: string;
  readonly personId: string;
  readonly role: Role;
  readonly schoolId: string | null;
  /** Of two in the same post, the one who has held it longer is asked first. */
  readonly since: Date;
}

export async function addPost(tx: Tx, { id, personId, role, schoolId, since }: NewPost): Promise<void> {
  await tx.query(
    `insert into app.post (tenant_id, id, person_id, role, school_id, since) values ($1, $2, $3, $4, $5, $6)
     on conflict (tenant_id, id) do nothing`,
    [tx.tenantId, id, personId, role, schoolId, since],
  );
}

export interface NewAccount {
  readonly id: string;
  readonly email: string;
  readonly passwordHash: string;
  readonly demo: boolean;
}

/** A sign-in, and whom it stands for in one trust. */
export async function addAccount(
  tx: PlatformTx,
  { id, email, passwordHash, demo }: NewAccount,
  member: { readonly tenantId: string; readonly personId: string },
): Promise<void> {
  await tx.query(
    `insert into platform.account (id, email, password_hash, demo) values ($1, $2, $3, $4) on conflict (id) do nothing`,
    [id, email.toLowerCase(), passwordHash, demo],
  );
  await tx.query(
    `insert into platform.membership (account_id, tenant_id, person_id) values ($1, $2, $3)
     on conflict (account_id, tenant_id) do nothing`,
    [id, member.tenantId, member.personId],
  );
}
