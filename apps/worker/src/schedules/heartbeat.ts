import type { PlatformDoor } from '@trustward/database';
import type { Carriers } from '../mail/carrier.ts';

const BEAT = `insert into platform.heartbeat (process, at, mail) values ('worker', clock_timestamp(), $1)
  on conflict (process) do update set at = excluded.at, mail = excluded.mail`;

/**
 * Lets the API say whether a worker lives, and whether it sends e-mail; it asks for one within the last 30 s. That one
 * trust's own key is refused is that trust's to know, and says nothing of anybody else's e-mail.
 */
export async function beat(platform: PlatformDoor, common: Carriers): Promise<void> {
  const { email, text } = common;
  const mail = email?.isLockedOut || text?.isLockedOut ? 'lockedOut' : email === null ? 'unset' : 'on';
  await platform.query(BEAT, [mail]);
}
