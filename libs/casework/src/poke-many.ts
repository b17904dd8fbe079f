import type { Tx } from '@trustward/database';

/** So many in one statement, that it ends in good time. */
export const PAGE = 500;

/** Has the workflows of cases look, after whatever people do. */
export async function pokeMany(tx: Tx, caseIds: readonly string[]): Promise<void> {
  for (let from = 0; from < caseIds.length; from += PAGE) {
    await tx.query('select app.poke_many($1)', [caseIds.slice(from, from + PAGE)], 'poke-many');
  }
}
