import type { PlatformDoor } from '@trustward/database';

/** Somebody is at it already. */
export class UpkeepUnderWay extends Error {
  override readonly name = 'UpkeepUnderWay';
}

// Held by an open transaction, so that it is given back whatever becomes of whoever holds it.
// It says nothing while the work is done elsewhere, for which PostgreSQL would otherwise end it.
const TAKE = `select pg_try_advisory_xact_lock(hashtext('trustward'), hashtext('upkeep')) as taken,
  set_config('idle_in_transaction_session_timeout', '0', true)`;

/** Rebuilding and reconciling move the same cases: one of them at a time, over all processes. */
export function oneAtATime<T>(platform: PlatformDoor, work: () => Promise<T>): Promise<T> {
  return platform.run(async (tx) => {
    const [answer] = await tx.query<{ taken: boolean }>(TAKE);
    if (answer?.taken !== true) {
      throw new UpkeepUnderWay('A rebuild or a reconciliation is under way: wait until it has ended.');
    }
    return work();
  });
}
