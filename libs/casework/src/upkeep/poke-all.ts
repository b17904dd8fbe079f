import type { CaseInput } from '@trustward/contracts';
import type { Door, Tx } from '@trustward/database';
import { PAGE, pokeMany } from '../poke-many.ts';

export { PAGE };

// What drove them may be lost, and with it whoever was sending what is on its way; asking that again does no harm.
const NOBODY_SEES_TO = `update app.delivery set seen_to_at = app.at(0)
  where tenant_id = $1 and case_id = any($2::uuid[]) and state = 'sending'`;

/**
 * Has the workflows of cases be there again, after whatever people do, in pages of one trust each; `after` runs in the
 * transaction of its page. Of several, those with nothing to do but wait may rest; one alone is looked at.
 */
export async function pokeAll(
  door: Door,
  actor: string,
  cases: readonly CaseInput[],
  after: (tx: Tx, page: readonly CaseInput[]) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  for (const page of pagesOf(cases)) {
    const [first] = page;
    if (first === undefined) continue;
    await door.run({ tenantId: first.tenantId, actor }, async (tx) => {
      const ids = page.map(({ caseId }) => caseId);
      await tx.query(NOBODY_SEES_TO, [tx.tenantId, ids]);
      await pokeMany(tx, ids, cases.length > 1);
      await after(tx, page);
    });
  }
}

/** In pages of one trust each, as they stand. */
export function* pagesOf(cases: readonly CaseInput[]): Generator<readonly CaseInput[]> {
  let page: CaseInput[] = [];
  for (const it of cases) {
    if (page.length === PAGE || (page[0] !== undefined && page[0].tenantId !== it.tenantId)) {
      yield page;
      page = [];
    }
    page.push(it);
  }
  if (page.length > 0) yield page;
}
