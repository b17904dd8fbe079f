import type { PlatformDoor } from '@trustward/database';

/** A poke gives up after 5 s, so whoever has held one for longer was killed with it in hand. */
const HELD_AT_MOST_S = 15;

const RELEASE = `select graphile_worker.force_unlock_workers(array_agg(distinct locked_by))
  from graphile_worker.jobs
  where task_identifier = 'poke' and locked_at < now() - make_interval(secs => $1)
  having count(*) > 0`;

/** Frees the jobs that a killed worker held, which the queue itself does only after four hours. Answers whether any were. */
export async function releaseAbandonedJobs(platform: PlatformDoor): Promise<boolean> {
  const released = await platform.query(RELEASE, [HELD_AT_MOST_S]);
  return released.length > 0;
}
