import type { Tx } from '@trustward/database';
import type { Post } from '@trustward/permissions';

const POSTS = `select p.role, p.school_id as "schoolId", p.phases, app.ms(p.until) as until from app.post p
  join app.person who on who.tenant_id = p.tenant_id and who.id = p.person_id and who.suspended_at is null
  where p.person_id = $1 and p.since <= clock_timestamp() and (p.until is null or p.until > clock_timestamp())
  order by p.since, p.id`;

/** The posts a person holds now. Whoever is suspended holds none. */
export const postsOf = (tx: Tx, personId: string): Promise<Post[]> =>
  tx.query<Post>(POSTS, [personId], 'posts-of');
