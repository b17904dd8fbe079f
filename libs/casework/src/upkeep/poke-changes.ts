import type { Door, PlatformDoor } from '@trustward/database';

const UNDER_WAY = `select tenant_id as "tenantId", change_id as "changeId" from platform.changes_under_way()
  where $1::uuid is null or tenant_id = $1`;

interface UnderWay {
  readonly tenantId: string;
  readonly changeId: string;
}

/** Has changes go on that are counted or applied, of everything or of one trust; one that is not lost looks once more. */
export async function pokeChanges(
  { door, platform }: { readonly door: Door; readonly platform: PlatformDoor },
  actor: string,
  tenantId: string | null = null,
): Promise<void> {
  for (const change of await platform.query<UnderWay>(UNDER_WAY, [tenantId])) {
    await door.run({ tenantId: change.tenantId, actor }, (tx) =>
      tx.query('select app.poke_change($1)', [change.changeId]),
    );
  }
}
