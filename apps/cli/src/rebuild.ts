import { openCases } from '@trustward/casework';
import type { Run } from './command.ts';
import { flags } from './flags.ts';
import { asOwner } from './owner-doors.ts';
import type { OwnerDoors } from './owner-doors.ts';

/** Pokes every open case: what Temporal held is made again from PostgreSQL, so its store can be thrown away. */
export const rebuildCommand: Run = async (io, args) => {
  const { json } = flags(args, 'json');
  const poked = await asOwner(pokeAll);
  io.answer(json ? JSON.stringify({ poked }) : `${poked} cases poked.`);
  return 0;
};

async function pokeAll({ door, platform }: OwnerDoors): Promise<number> {
  const cases = await openCases(platform);
  for (const tenantId of new Set(cases.map((it) => it.tenantId))) {
    const ids = cases.filter((it) => it.tenantId === tenantId).map(({ caseId }) => caseId);
    await door.run({ tenantId, actor: 'rebuild' }, (tx) =>
      tx.query('select count(app.poke(id)) from unnest($1::uuid[]) as id', [ids]),
    );
  }
  return cases.length;
}
