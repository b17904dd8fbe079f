import type { PlatformDoor } from '@trustward/database';
import type { Unfinished } from '@trustward/observability';

// What is parked stays until somebody has looked; of what is under way, a job that was tried before is failing. What waits
// for its instant waits for nobody, and from then on.
const UNFINISHED = `with jobs as (
    select 'job' as what, case when attempts > (locked_at is not null)::integer then created_at
      else least(clock_timestamp(), greatest(created_at, run_at)) end as created_at,
      case when task_identifier = 'poke-parked' then 'parked'
      when locked_at is not null then 'taken' when attempts > 0 then 'failing' else 'waiting' end as state
    from graphile_worker.jobs where attempts > 0 or run_at <= clock_timestamp()),
  audit as materialized (select * from platform.audit_waiting())
  select what, state, count, extract(epoch from clock_timestamp() - since)::double precision as seconds from (
    select what, state, count(*)::integer as count, min(created_at) as since from jobs group by what, state
    union all select 'audit', 'unsealed', count(unsealed_since)::integer, min(unsealed_since) from audit
    union all select 'audit', 'unshipped', coalesce(sum(unshipped), 0)::integer, min(unshipped_since) from audit
    union all select what, state, count, since from platform.unfinished()) it`;

/** How much is begun and not ended, over every trust, and for how long: its cost grows with what waits, never with what is over. */
export const unfinished = (platform: PlatformDoor): Promise<Unfinished[]> =>
  platform.query<Unfinished>(UNFINISHED, [], 'unfinished');

const SILENCES = `select what, extract(epoch from clock_timestamp() - at)::double precision as seconds from platform.pulse
  union all select process, extract(epoch from clock_timestamp() - at)::double precision from platform.heartbeat`;

/** How long ago it was last said that something works, or that a process lives. */
export const silences = (platform: PlatformDoor): Promise<{ what: string; seconds: number }[]> =>
  platform.query(SILENCES, [], 'silences');
