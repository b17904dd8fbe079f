import { SealBroken } from '@trustward/database';
import type { KeyVault } from '@trustward/database';
import { audit } from '../audit.ts';
import type { Progress, UpkeepDoors } from './rebuild.ts';

export interface Rotated {
  readonly rotated: number;
  readonly current: number;
  /** Trusts whose key none of the keys that are set opens. */
  readonly unopened: readonly string[];
}

interface Kept {
  readonly id: string;
  readonly wrapped: Buffer;
}

const PAGE = 200;

/**
 * Wraps every trust's key by the key that is set now, while everything runs: what is sealed stays as it is. Stopped on the
 * way, the next run passes over what is done.
 */
export async function rotateKeys(
  doors: UpkeepDoors & { readonly vault: KeyVault },
  tell: (progress: Progress) => void,
): Promise<Rotated> {
  const unopened: string[] = [];
  let [rotated, current] = [0, 0];
  const total = await trusts(doors);
  for (let page = await after(doors, null); page.length > 0; page = await after(doors, page.at(-1))) {
    for (const kept of page) {
      const outcome = await rotate(doors, kept);
      if (outcome === 'rotated') rotated += 1;
      else if (outcome === 'current') current += 1;
      else unopened.push(kept.id);
      tell({ done: rotated + current + unopened.length, total });
    }
  }
  return { rotated, current, unopened };
}

async function rotate(
  { door, vault }: UpkeepDoors & { readonly vault: KeyVault },
  { id, wrapped }: Kept,
): Promise<'rotated' | 'current' | 'unopened'> {
  if (await vault.isCurrent(wrapped, id)) return 'current';
  let anew: Buffer;
  try {
    anew = await vault.wrap(await vault.unwrap(wrapped, id), id);
  } catch (error) {
    if (error instanceof SealBroken) return 'unopened';
    throw error;
  }
  await door.run({ tenantId: id, actor: 'cli' }, async (tx) => {
    // Another run may have been quicker; what it wrapped opens as well.
    await tx.query('update platform.tenant set wrapped_key = $2 where id = $1 and wrapped_key = $3', [
      id,
      anew,
      wrapped,
    ]);
    await audit(tx, { verb: 'key.rotate', subjectKind: 'tenant', subjectId: id });
  });
  return 'rotated';
}

async function trusts({ platform }: UpkeepDoors): Promise<number> {
  const [row] = await platform.query<{ trusts: number }>(
    'select count(*)::int as trusts from platform.tenant',
  );
  return row?.trusts ?? 0;
}

const after = ({ platform }: UpkeepDoors, last: Kept | null | undefined): Promise<Kept[]> =>
  platform.query<Kept>(
    `select id, wrapped_key as wrapped from platform.tenant where $1::uuid is null or id > $1 order by id limit ${PAGE}`,
    [last?.id ?? null],
  );
