import { ENGLAND } from '@trustward/chain';
import { addAuthority, addTrust, publishCalendar, establishLayers } from '@trustward/casework';
import { uuidv7 } from '@trustward/database';
import { loadAuthorities, shippedLayers } from '@trustward/packs';
import type { TestDatabase } from '../database/test-database.ts';

/** A trust in the database, with the shipped chains published. */
export interface Trust {
  readonly database: TestDatabase;
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** The first of the shipped authorities. */
  readonly authorityId: string;
}

/** A trust of its own: every call makes another. */
export async function aTrust(
  database: TestDatabase,
  { name = 'Elmbrook Trust', demo = false } = {},
): Promise<Trust> {
  const id = uuidv7();
  const slug = `trust-${id}`;
  const [profile] = loadAuthorities();
  if (profile === undefined) throw new Error('No authority ships.');
  const authorityId = await database.ownerPlatform.run(async (tx) => {
    await publishCalendar(tx, ENGLAND);
    await addTrust(tx, database.vault, { id, slug, name, demo });
    return addAuthority(tx, uuidv7(), profile);
  });
  await database.owner.run({ tenantId: id, actor: 'test' }, (tx) => establishLayers(tx, shippedLayers()));
  return { database, id, slug, name, authorityId };
}
