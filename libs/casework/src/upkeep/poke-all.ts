import type { CaseInput } from '@trustward/contracts';
import type { Door, Tx } from '@trustward/database';

export const PAGE = 500;

const POKE = 'select count(app.poke(id, true)) from unnest($1::uuid[]) as id';

/** Has the workflows of cases look again, after whatever people do, in pages of one trust each; `after` runs in the transaction of its page. */
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
      await tx.query(POKE, [page.map(({ caseId }) => caseId)]);
      await after(tx, page);
    });
  }
}

function* pagesOf(cases: readonly CaseInput[]): Generator<readonly CaseInput[]> {
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
