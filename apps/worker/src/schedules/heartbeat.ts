import type { PlatformDoor } from '@trustward/database';
import type { Mailer } from '../mail/mailer.ts';

const BEAT = `insert into platform.heartbeat (process, at, mail) values ('worker', clock_timestamp(), $1)
  on conflict (process) do update set at = excluded.at, mail = excluded.mail`;

/** Lets the API say whether a worker lives, and whether it sends e-mail; it asks for one within the last 30 s. */
export async function beat(platform: PlatformDoor, mailer: Mailer | null): Promise<void> {
  const mail = mailer === null ? 'unset' : mailer.isLockedOut ? 'lockedOut' : 'on';
  await platform.query(BEAT, [mail]);
}
