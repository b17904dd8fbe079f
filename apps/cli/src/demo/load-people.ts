import {
  addAccount,
  addAuthority,
  addPerson,
  addPost,
  addSchool,
  addTrust,
  publishCalendar,
  establishLayers,
} from '@trustward/casework';
import { ENGLAND } from '@trustward/chain';
import type { Door, KeyVault, PlatformDoor } from '@trustward/database';
import { loadAuthorities, shippedLayers } from '@trustward/packs';
import { demoId } from './ids.ts';
import { loadColleagues } from './load-staff.ts';
import { signInsOf } from './trusts.ts';
import type { DemoTrust } from './trusts.ts';

export const DEMO_ACTOR = 'demo';

/** What the demo writes through: the owner's doors, as nobody else may add people. */
export interface Doors {
  readonly door: Door;
  readonly platform: PlatformDoor;
  readonly vault: KeyVault;
}

export const tenantIdOf = (trust: DemoTrust): string => demoId(`trust ${trust.domain}`);
export const personIdOf = (email: string): string => demoId(`person ${email}`);
export const schoolIdOf = (domain: string): string => demoId(`school ${domain}`);

/** The authorities and calendar that ship; answers the authorities' ids by slug. */
export function loadShipped(platform: PlatformDoor): Promise<ReadonlyMap<string, string>> {
  return platform.run(async (tx) => {
    await publishCalendar(tx, ENGLAND);
    const ids = new Map<string, string>();
    for (const profile of loadAuthorities()) {
      ids.set(profile.id, await addAuthority(tx, demoId(`authority ${profile.id}`), profile));
    }
    return ids;
  });
}

/** Of the thousand, those from here on: the authorities have theirs before. */
const FIRST_NUMBER = 300;
const LAST_NUMBER = 999;

/** A number of the range that Ofcom keeps for drama, always the same for one person. */
function phoneOf(email: string): string {
  const drawn = Number.parseInt(demoId(`phone ${email}`).slice(0, 8), 16);
  return `01632 960${FIRST_NUMBER + (drawn % (LAST_NUMBER - FIRST_NUMBER + 1))}`;
}

/** A trust with its schools, people, posts and sign-ins. */
export async function loadTrust(
  { door, platform, vault }: Doors,
  trust: DemoTrust,
  authorities: ReadonlyMap<string, string>,
  passwordHash: string,
): Promise<void> {
  const tenantId = tenantIdOf(trust);
  await platform.run((tx) =>
    addTrust(tx, vault, { id: tenantId, slug: trust.domain, name: trust.name, demo: true }),
  );
  await door.run({ tenantId, actor: DEMO_ACTOR }, async (tx) => {
    await establishLayers(tx, [...shippedLayers(), ...trust.layers]);
    for (const { domain, name, shortName, authority, phase } of trust.schools) {
      const authorityId = authorities.get(authority);
      if (authorityId === undefined) throw new Error(`The authority ${authority} does not ship.`);
      await addSchool(tx, { id: schoolIdOf(domain), name, shortName, authorityId, phase });
    }
    for (const { email, name, role, school, mailboxShared } of signInsOf(trust)) {
      const personId = personIdOf(email);
      const schoolId = school === null ? null : schoolIdOf(school.domain);
      await addPerson(tx, personId, { name, email, phone: phoneOf(email) }, { mailboxShared });
      await addPost(tx, {
        id: demoId(`post ${email}`),
        personId,
        role,
        schoolId,
        since: new Date('2024-09-01'),
      });
    }
    await loadColleagues(tx, trust, schoolIdOf);
  });
  await platform.run(async (tx) => {
    for (const { email } of signInsOf(trust)) {
      const member = { tenantId, personId: personIdOf(email) };
      await addAccount(tx, { id: demoId(`account ${email}`), email, passwordHash, demo: true }, member);
    }
  });
}
