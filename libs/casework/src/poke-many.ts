import type { Tx } from '@trustward/database';

/** So many in one statement, that it ends in good time. */
export const PAGE = 500;

/** Has the workflows of cases look, after whatever people do; those that are to be there, but need not look, may rest. */
export async function pokeMany(tx: Tx, caseIds: readonly string[], mayRest = false): Promise<void> {
  for (let from = 0; from < caseIds.length; from += PAGE) {
    const page = caseIds.slice(from, from + PAGE);
    await tx.query('select app.poke_many($1, may_rest => $2)', [page, mayRest], 'poke-many');
  }
}
