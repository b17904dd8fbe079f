import type { PlatformDoor } from '@trustward/database';
import type { Carriers } from '../mail/carrier.ts';

const BEAT = `insert into platform.heartbeat (process, at, mail) values ('worker', clock_timestamp(), $1)
  on conflict (process) do update set at = excluded.at, mail = excluded.mail`;

/** Lets the API say whether a worker lives, and whether it sends e-mail; it asks for one within the last 30 s. */
export async function beat(platform: PlatformDoor, { email, text }: Carriers): Promise<void> {
  const isLockedOut = email?.isLockedOut === true || text?.isLockedOut === true;
  const mail = isLockedOut ? 'lockedOut' : email === null ? 'unset' : 'on';
  await platform.query(BEAT, [mail]);
}
