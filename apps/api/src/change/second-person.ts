import { ROLE_PERMISSIONS } from '@trustward/permissions';

const POSTS = Object.entries(ROLE_PERMISSIONS)
  .flatMap(([role, grants]) => ('change:confirm' in grants ? [`'${role}'`] : []))
  .join(', ');

/** Whether a change (`ch`) takes two: what a local authority lays down could else be loosened by one alone. */
export const takesTwo = (ch: string): string => `${ch}.kind = 'authority'`;

/**
 * Who is the second person of a change (`ch`), in SQL: drawn by lot, and drawn anew for each day, of those who may confirm,
 * are there and did not draft it. From which cases somebody is kept plays no part: of the lots of many days, or of many
 * changes, they could count that they are never drawn.
 */
export const secondFor = (
  ch: string,
): string => `(select p.person_id from app.post p join app.person n on n.tenant_id = p.tenant_id and n.id = p.person_id
  where p.tenant_id = ${ch}.tenant_id and p.role in (${POSTS}) and p.since <= now() and coalesce(p.until > now(), true)
    and n.suspended_at is null and p.person_id <> ${ch}.made_by
    and not exists (select from app.absence b where b.tenant_id = n.tenant_id and b.person_id = n.id
      and b.from_at <= now() and b.until_at > now())
  group by p.person_id
  order by md5(concat(${ch}.id, p.person_id, (now() at time zone 'Europe/London')::date)) limit 1)`;
