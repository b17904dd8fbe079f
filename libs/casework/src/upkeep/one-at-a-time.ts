import type { PlatformDoor } from '@trustward/database';

/** Somebody is at it already. */
export class UpkeepUnderWay extends Error {
  override readonly name = 'UpkeepUnderWay';
}

/** What kept others from it is gone with its connection: somebody else may have begun. */
export class UpkeepLost extends Error {
  override readonly name = 'UpkeepLost';
}

/** Whether it is still the only one; to be asked before anything is changed. */
export type StillAlone = () => Promise<void>;

// Held by an open transaction, so that it is given back whatever becomes of whoever holds it.
// It says nothing while the work is done elsewhere, for which PostgreSQL would otherwise end it.
const TAKE = `select pg_try_advisory_xact_lock(hashtext('trustward'), hashtext('upkeep')) as taken,
  set_config('idle_in_transaction_session_timeout', '0', true)`;

/** Rebuilding and reconciling move the same cases: one of them at a time, over all processes. */
export function oneAtATime<T>(
  platform: PlatformDoor,
  work: (stillAlone: StillAlone) => Promise<T>,
): Promise<T> {
  return platform.run(async (tx) => {
    const [answer] = await tx.query<{ taken: boolean }>(TAKE);
    if (answer?.taken !== true) {
      throw new UpkeepUnderWay('A rebuild or a reconciliation is under way: wait until it has ended.');
    }
    return work(async () => {
      try {
        // The lock lives as long as this transaction does, and it as long as its connection.
        await tx.query('select');
      } catch (cause) {
        throw new UpkeepLost(
          'The connection that kept others from it was cut: it stops here, with what is done so far kept. Run it again.',
          { cause },
        );
      }
    });
  });
}
