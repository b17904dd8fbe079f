import { ROLE_PERMISSIONS } from '@trustward/permissions';

const POSTS = Object.entries(ROLE_PERMISSIONS)
  .flatMap(([role, grants]) => ('change:confirm' in grants ? [`'${role}'`] : []))
  .join(', ');

/**
 * Whether a change (`ch`) takes two: all by which deadlines could be loosened by one alone. An absence cannot wait, nor can taking
 * somebody off duty; letting them back can.
 */
export const takesTwo = (ch: string): string =>
  `(${ch}.kind <> 'absence' and not (${ch}.kind = 'offDuty' and ${ch}.value ->> 'offDuty' = 'true'))`;

/**
 * Who is the second person of a change (`ch`), in SQL: drawn by lot for each day of the trust, whatever and how much is
 * drafted on it, of those who may confirm, are there, did not draft it, whom it is not about, who may be neither of these
 * under another name, and are kept from no open case. The trust's wrapped
 * key goes into the lot: nobody who signs in has it, so nobody can tell who was drawn before whom.
 */
export const secondFor = (ch: string): string => `app.first_kept_from_nothing(array(
  select p.person_id from app.post p join app.person n on n.tenant_id = p.tenant_id and n.id = p.person_id
    join platform.tenant t on t.id = p.tenant_id
  where p.tenant_id = ${ch}.tenant_id and p.role in (${POSTS}) and p.since <= now() and coalesce(p.until > now(), true)
    and n.suspended_at is null and p.person_id <> ${ch}.made_by
    and p.person_id is distinct from ${ch}.person_id
    and not exists (select from app.relationship r where r.tenant_id = p.tenant_id and r.person_id = p.person_id
      and r.kind = 'samePerson' and r.other_person_id in (${ch}.made_by, ${ch}.person_id))
    and not exists (select from app.absence b where b.tenant_id = n.tenant_id and b.person_id = n.id
      and b.from_at <= now() and b.until_at > now())
  group by p.person_id, t.wrapped_key
  order by sha256(t.wrapped_key || convert_to(concat(p.person_id, (now() at time zone 'Europe/London')::date), 'UTF8'))))`;
