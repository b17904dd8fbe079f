import type { PlatformDoor } from '@trustward/database';
import type { Ability } from './outages.ts';

/**
 * In whole milliseconds, as instants travel, so that a breach names an outage exactly. Whoever comes back first after a
 * silence writes down the outage; of two that come at once, the second finds the pulse there again. That `missed` is
 * counted has it written before the pulse, which PostgreSQL would else not find any more.
 */
const PULSE = `with silent as (
    select at from platform.pulse where what = $1 and at < clock_timestamp() - make_interval(secs => $2) for update),
  missed as (
    insert into platform.outage (what, since, until) select $1, at, date_trunc('milliseconds', clock_timestamp()) from silent
    on conflict do nothing returning what)
  insert into platform.pulse (what, at, silence)
    select $1, date_trunc('milliseconds', clock_timestamp()), make_interval(secs => $2) from (select count(*) from missed) m
  on conflict (what) do update set at = excluded.at, silence = excluded.silence`;

/** Says that something works, now; a silence longer than so many seconds before it was an outage. */
export async function stillWorks(platform: PlatformDoor, what: Ability, afterSeconds: number): Promise<void> {
  await platform.query(PULSE, [what, afterSeconds], 'pulse');
}

const BEATS_IN_A_SILENCE = 6;

/** How often to say so, that nothing but an outage is a silence. */
export const pulseEveryMs = (afterSeconds: number): number => (afterSeconds * 1_000) / BEATS_IN_A_SILENCE;
