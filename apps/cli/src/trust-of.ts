import type { PlatformDoor } from '@trustward/database';
import { CommandFailed } from './command.ts';

/** The id of the trust that goes by a name. */
export async function trustOf(platform: PlatformDoor, slug: string): Promise<string> {
  const [trust] = await platform.query<{ id: string }>('select id from platform.tenant where slug = $1', [
    slug,
  ]);
  if (trust === undefined) throw new CommandFailed(`There is no trust "${slug}".`, 2);
  return trust.id;
}
