import path from 'node:path';
import { auditWaiting, folderPlace, sealAudit, shipHeads } from '@trustward/casework';
import { openFileSigner } from '@trustward/database';
import { wait } from '../say.ts';
import type { World } from '../world/world.ts';

const EVERY_MS = 2_000;
const OLDEST = `select coalesce(extract(epoch from clock_timestamp() - min(unsealed_since)), 0)::double precision as seconds
  from platform.audit_waiting()`;

/** Seals as the worker does; told to end, answers how many seconds the oldest row waited at most. */
export async function keepSealing({ folder, database }: World): Promise<{ end(): Promise<number> }> {
  const signer = await openFileSigner(path.join(folder, 'bench-audit.key'));
  const place = folderPlace(path.join(folder, 'bench-heads'));
  const { worker, ownerPlatform } = database;
  let [over, oldest, first] = [false, 0, true];
  const loop = (async () => {
    while (!over) {
      // What the demo made of the past waits for the first round.
      const [row] = await ownerPlatform.query<{ seconds: number }>(OLDEST);
      if (!first) oldest = Math.max(oldest, row?.seconds ?? 0);
      first = false;
      for (const { tenantId } of await auditWaiting(ownerPlatform)) {
        while ((await sealAudit(worker, signer, tenantId))?.isFull === true);
        await shipHeads(worker, place, tenantId);
      }
      await wait(EVERY_MS);
    }
  })();
  // What ends it is thrown where its end is waited for, and nowhere before.
  loop.catch(() => undefined);
  return {
    end: async () => {
      over = true;
      await loop;
      return oldest;
    },
  };
}
