import { addAccount, addPerson, addPost } from '@trustward/casework';
import { uuidv7 } from '@trustward/database';
import { ACTOR } from '../world/cases.ts';
import type { World } from '../world/world.ts';

const SINCE = new Date('2024-09-01T00:00:00Z');
const OF_DEMO = 'select password_hash as hash from platform.account where demo order by email limit 1';

/** So many staff with accounts, whose password is that of the demo: hashed by the product, at its own cost. */
export async function people({ database }: World, called: string, count: number): Promise<readonly string[]> {
  const { owner, ownerPlatform } = database;
  const [trust] = await ownerPlatform.query<{ id: string }>('select id from platform.tenant order by name');
  const [kept] = await ownerPlatform.query<{ hash: string }>(OF_DEMO);
  if (trust === undefined || kept === undefined) throw new Error('The demo is loaded.');
  const tenantId = trust.id;
  const made = Array.from({ length: count }, (_, n) => ({ personId: uuidv7(), email: emailOf(called, n) }));
  await owner.run({ tenantId, actor: ACTOR }, async (tx) => {
    for (const { personId, email } of made) {
      await addPerson(tx, personId, { name: `Bench ${called}`, email, phone: null });
      await addPost(tx, { id: uuidv7(), personId, role: 'ceo', schoolId: null, since: SINCE });
    }
  });
  await ownerPlatform.run(async (tx) => {
    for (const { personId, email } of made) {
      const account = { id: uuidv7(), email, passwordHash: kept.hash, demo: false };
      await addAccount(tx, account, { tenantId, personId });
    }
  });
  return made.map(({ email }) => email);
}

/** As long as one another, whosever they are. */
export const emailOf = (called: string, n: number): string =>
  `bench.${called.padEnd(8, 'x')}.${String(n).padStart(5, '0')}@school.example`;
