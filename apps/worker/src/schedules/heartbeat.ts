import type { PlatformDoor } from '@trustward/database';

const BEAT = `insert into platform.heartbeat (process, at) values ('worker', clock_timestamp())
  on conflict (process) do update set at = excluded.at`;

/** Lets the API say whether a worker lives; it asks for one within the last 30 s. */
export async function beat(platform: PlatformDoor): Promise<void> {
  await platform.query(BEAT);
}
