import { coverersOf } from './held-posts.ts';

/**
 * The open cases that a change `change` concerns, in SQL, real ones: of a school's calendar those of the school; of a
 * closed day those of every school, or of an authority's; of what a local authority lays down those under it; of an
 * absence those at a school where whoever it is holds a post, and those in which they have a part; of posts and duty these,
 * and those of whoever covers for them; of how an agency is
 * reached none; and of somebody who joins those at the schools where they begin.
 */
export const inScope = (
  change: string,
  kase: string,
): string => `${kase}.ended_at is null and not ${kase}.drill
  and case ${change}.kind when 'calendar' then ${kase}.school_id = ${change}.school_id
    when 'joiner' then exists (select from jsonb_to_recordset(${change}.value -> 'begins') b("schoolId" uuid)
      where b."schoolId" is null or b."schoolId" = ${kase}.school_id)
    when 'number' then false when 'mail' then false
    when 'authority' then ${kase}.authority_id = ${change}.authority_id
    when 'closedDay' then ${change}.authority_id is null or exists (select from app.school s
      where s.tenant_id = ${kase}.tenant_id and s.id = ${kase}.school_id and s.authority_id = ${change}.authority_id) else
    exists (select from app.post p where p.tenant_id = ${kase}.tenant_id and p.person_id = ${change}.person_id
      and (p.school_id = ${kase}.school_id or p.school_id is null)
      and p.since <= now() and coalesce(p.until > now(), true))
    or exists (select from app.duty d where d.tenant_id = ${kase}.tenant_id and d.case_id = ${kase}.id
      and d.ended_at is null and (d.owner_person = ${change}.person_id
        or ${change}.kind <> 'absence' and d.owner_person in (${coverersOf(`${change}.tenant_id`, `${change}.person_id`)})))
    or exists (select from jsonb_each_text(${kase}.state -> 'appointed') a where a.value = ${change}.person_id::text) end`;
