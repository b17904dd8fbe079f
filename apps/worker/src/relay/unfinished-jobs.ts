import type { PlatformDoor } from '@trustward/database';

/** How PostgreSQL shows the connections of a relay. */
export const RELAY_SESSION = 'trustward-relay';

/** A poke gives up after 5 s, a trial or a letter after 10, so whoever has held one for longer was killed with it in hand. */
const HELD_AT_MOST_S = 15;
const OURS = `task_identifier in ('poke', 'change', 'tryCarrier', 'trustMail')`;
/** What is tried again within seconds, whatever the queue's own back-off says. */
const SOON_AGAIN = `task_identifier in ('poke', 'change', 'tryCarrier', 'trustMail')`;

const release = (condition: string): string =>
  `select graphile_worker.force_unlock_workers(array_agg(distinct locked_by))
     from graphile_worker.jobs where ${OURS} and locked_at is not null and ${condition}`;

const HELD_BY_THE_DEAD = release(`not exists (select from pg_stat_activity
  where datname = current_database() and application_name = $1)`);
const HELD_TOO_LONG = release('locked_at < now() - make_interval(secs => $1)');

const again = (condition: string, attempts: string): string => `graphile_worker.reschedule_jobs(
  array(select id from graphile_worker.jobs where ${SOON_AGAIN} and locked_at is null and ${condition}),
  run_at => now(), attempts => ${attempts})`;

/** How often one has failed is kept. Those that were given up begin anew: a job that was replaced while its holder was killed counts as such. */
const AGAIN = `select count(*)::int as resumed from (
  select from ${again('attempts between 1 and max_attempts - 1 and run_at > now()', 'null')}
  union all select from ${again('attempts >= max_attempts', '1')}) it`;

/** At a relay's start: where no other relay lives, whatever is held is held by the dead. */
export async function releaseJobsOfTheDead(platform: PlatformDoor): Promise<void> {
  await platform.query(HELD_BY_THE_DEAD, [RELAY_SESSION]);
}

/** Frees what a relay held that was killed beside others, for which the queue itself takes four hours. */
export async function releaseJobsHeldTooLong(platform: PlatformDoor): Promise<void> {
  await platform.query(HELD_TOO_LONG, [HELD_AT_MOST_S]);
}

/** Has failed pokes tried again now: the queue's own back-off grows to hours, and would outlast any outage. */
export async function retryFailedJobs(platform: PlatformDoor): Promise<number> {
  const [answer] = await platform.query<{ resumed: number }>(AGAIN);
  return answer?.resumed ?? 0;
}
