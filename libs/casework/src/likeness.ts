import { likenessesOf } from '@trustward/chain/conflict';
import type { Door, Tx } from '@trustward/database';
import { whoIs } from './people.ts';
import type { Identity } from './people.ts';

const MARK = `insert into app.likeness (tenant_id, person_id, mark)
  select $1, $2, mark from unnest($3::bytea[]) mark order by mark on conflict do nothing`;

/**
 * Written wherever who somebody is is written, in the same transaction: whoever may be them is kept from the same cases
 * by its commit. What they were called before marks them still.
 */
export async function markLikeness(
  tx: Tx,
  personId: string,
  who: Pick<Identity, 'name' | 'email'> & { readonly mailboxShared: boolean },
): Promise<void> {
  const marks = likenessesOf(who).map((mark) => tx.keys.likenessMac(mark));
  if (marks.length > 0) await tx.query(MARK, [tx.tenantId, personId, marks], 'likeness');
}

/** As markLikeness, of somebody who was written before they were anybody here. */
export async function markSomebody(tx: Tx, personId: string): Promise<void> {
  const [row] = await tx.query<Unmarked>(ONE, [tx.tenantId, personId], 'one-unmarked');
  const who = row && whoIs(tx, personId, row.sealed);
  if (row && who) await markLikeness(tx, personId, { ...who, mailboxShared: row.shared });
}

interface Unmarked {
  readonly id: string;
  readonly sealed: Buffer;
  readonly shared: boolean;
}
const ONE = `select n.id, n.sealed, n.mailbox_shared as shared from app.person n
  where n.tenant_id = $1 and n.id = $2`;
/** Whoever one person alone drafted, and nobody confirmed, shuts nobody out. */
const UNMARKED = `select n.id, n.sealed, n.mailbox_shared as shared from app.person n
  where n.tenant_id = $1 and n.id > $2 and not exists (select from app.likeness l
    where l.tenant_id = n.tenant_id and l.person_id = n.id)
    and not exists (select from app.change c where c.tenant_id = n.tenant_id and c.person_id = n.id
      and c.kind = 'joiner' and c.applied_at is null) order by n.id limit $3`;
const AT_ONCE = 200;

/** Marks whoever was known before likenesses were; answers how many. Whoever cannot be read is like nobody. */
export async function markMissing(door: Door, tenantId: string): Promise<number> {
  let marked = 0;
  for (let after: string | null = '00000000-0000-0000-0000-000000000000'; after !== null;) {
    const from: string = after;
    const rows = await door.run({ tenantId, actor: 'migrate' }, async (tx) => {
      const found = await tx.query<Unmarked>(UNMARKED, [tenantId, from, AT_ONCE], 'unmarked');
      for (const { id, sealed, shared } of found) {
        const who = whoIs(tx, id, sealed);
        if (who !== null) await markLikeness(tx, id, { ...who, mailboxShared: shared });
      }
      return found;
    });
    marked += rows.length;
    after = rows.length < AT_ONCE ? null : (rows.at(-1)?.id ?? null);
  }
  return marked;
}
