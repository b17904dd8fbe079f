import { tenantFence } from './fence.ts';
import { API, GUARD } from './roles.ts';

export const post = tenantFence('app.post', { api: ['select'], worker: ['select'] });

/** The guard asks for whom somebody acts, and nothing else of a post. */
export const actsForOthers = [
  `create policy guard on app.post for select to ${GUARD}
     using (tenant_id = (select app.tenant()) and cover_for is not null)`,
  `grant select (tenant_id, person_id, cover_for, since, until) on app.post to ${GUARD}`,
];

/** Whether somebody's last post is over is asked before it is known in which trust. */
export const findsInService = [
  `create policy guard_in_service on app.post for select to ${GUARD} using (true)`,
];

const ABOUT = `select from app.change ch where ch.tenant_id = post.tenant_id and ch.person_id in (post.person_id, post.cover_for)`;
const BY_ANOTHER = `ch.kind = 'posts' and ch.state = 'counted'
  and (select app.person()) not in (ch.made_by, ch.person_id)`;

/**
 * By a change alone: begun, and ended on a day, by somebody who neither drafted it nor is whom it is about; taken back
 * before it begins; and of cover, ended with whoever goes off duty. None is taken away.
 */
export const holdsPosts = [
  `create policy begun_by_two on app.post as restrictive for insert to ${API}
     with check (exists (${ABOUT} and ch.person_id = post.person_id and ${BY_ANOTHER}))`,
  `create policy ended_by_two on app.post as restrictive for update to ${API}
     using (exists (${ABOUT} and (${BY_ANOTHER} or ch.kind = 'posts' and ch.state = 'waiting'
       or ch.kind = 'offDuty' and ch.state = 'counted' and post.cover_for is not null)))`,
  `grant insert (tenant_id, id, person_id, role, school_id, since), update (until) on app.post to ${API}`,
];

const JOINS = BY_ANOTHER.replace(`ch.kind = 'posts'`, `ch.kind = 'joiner'`);

/** By the same two, of somebody who joins; taken back before they do. */
export const joins = [
  `drop policy begun_by_two on app.post`,
  `create policy begun_by_two on app.post as restrictive for insert to ${API}
     with check (exists (${ABOUT} and ch.person_id = post.person_id and (${BY_ANOTHER} or ${JOINS})))`,
  `drop policy ended_by_two on app.post`,
  `create policy ended_by_two on app.post as restrictive for update to ${API}
     using (exists (${ABOUT} and (${BY_ANOTHER} or ch.kind in ('posts', 'joiner') and ch.state = 'waiting'
       or ch.kind = 'offDuty' and ch.state = 'counted' and post.cover_for is not null)))`,
];
