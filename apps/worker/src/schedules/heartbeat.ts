import type { PlatformDoor } from '@trustward/database';
import type { PostOffice } from '../mail/post-office.ts';

const BEAT = `insert into platform.heartbeat (process, at, mail) values ('worker', clock_timestamp(), $1)
  on conflict (process) do update set at = excluded.at, mail = excluded.mail`;

/** Lets the API say whether a worker lives, and whether it sends e-mail; it asks for one within the last 30 s. */
export async function beat(platform: PlatformDoor, post: PostOffice): Promise<void> {
  const mail = post.isLockedOut() ? 'lockedOut' : post.common.email === null ? 'unset' : 'on';
  await platform.query(BEAT, [mail]);
}
