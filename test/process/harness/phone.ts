import { identities, sealPerson } from '@trustward/casework';
import type { ProcessWorld } from './process-world.ts';

/** Gives somebody a telephone number, sealed as it is kept. */
export async function hasPhone(
  { database, trust }: ProcessWorld,
  personId: string,
  phone: string,
): Promise<void> {
  await database.owner.run({ tenantId: trust.id, actor: 'test' }, async (tx) => {
    const identity = (await identities(tx, [personId])).get(personId);
    if (identity === undefined) throw new Error('There is no such person.');
    const sealed = sealPerson(tx, personId, { ...identity, phone });
    await tx.query('update app.person set sealed = $3 where tenant_id = $1 and id = $2', [
      tx.tenantId,
      personId,
      sealed,
    ]);
  });
}
