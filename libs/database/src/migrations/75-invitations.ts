import type { MigrationInterface, QueryRunner } from 'typeorm';
import { beginsAccount, invitation } from '../policies/invitation.ts';
import { mayJoin } from '../policies/person.ts';
import { joins } from '../policies/post.ts';
import { API, GUARD, OWNER } from '../policies/roles.ts';
import { apply, noWayBack, toGuard } from './apply.ts';

/** May be taken while this holds, once: whoever left, or is off duty, is asked of no job and no hour. */
const USABLE = `i.withdrawn_at is null and i.used_at is null and i.expires_at > clock_timestamp()
  and platform.in_service(i.tenant_id, i.person_id)
  and exists (select from app.post p where p.tenant_id = i.tenant_id and p.person_id = i.person_id
    and coalesce(p.until > clock_timestamp(), true))
  and not exists (select from platform.membership m where m.tenant_id = i.tenant_id and m.person_id = i.person_id)`;

/** Whoever joins does so by a change, and links by which somebody comes to an account. Whoever opens one is nobody yet, hence two functions. */
export class Invitations implements MigrationInterface {
  readonly name = 'Invitations1795000000075';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `create table app.invitation (
         tenant_id uuid not null, id uuid not null, person_id uuid not null,
         secret_hash bytea not null check (length(secret_hash) = 32), made_by uuid not null,
         made_at timestamptz not null default clock_timestamp(), expires_at timestamptz not null,
         withdrawn_by uuid, withdrawn_at timestamptz, used_at timestamptz,
         mail text not null default 'waiting'
           check (mail in ('waiting', 'unsent', 'accepted', 'refused', 'noAddress', 'withheld')),
         waits_since timestamptz,
         primary key (tenant_id, id), constraint invitation_secret unique (tenant_id, secret_hash),
         foreign key (tenant_id, person_id) references app.person,
         foreign key (tenant_id, made_by) references app.person,
         foreign key (tenant_id, withdrawn_by) references app.person,
         constraint it_expires check (expires_at > made_at and expires_at <= made_at + interval '31 days'),
         constraint withdrawn_whole check (num_nulls(withdrawn_by, withdrawn_at) in (0, 2)),
         constraint used_or_withdrawn check (num_nonnulls(used_at, withdrawn_at) < 2))`,
      `create unique index invitation_live on app.invitation (tenant_id, person_id)
         where withdrawn_at is null and used_at is null`,
      `create index invitation_unfinished on app.invitation (tenant_id, mail) where mail in ('waiting', 'unsent')`,
      `alter table app.change drop constraint change_kind_check, add constraint change_kind_check
           check (kind in ('calendar', 'absence', 'closedDay', 'authority', 'number', 'mail', 'posts', 'offDuty', 'joiner')),
         drop constraint change_of_one, add constraint change_of_one check ((kind = 'calendar') = (school_id is not null)
           and (kind in ('absence', 'posts', 'offDuty', 'joiner')) = (person_id is not null))`,
      ...mayJoin,
      ...joins,
      ...invitation,
      ...beginsAccount,
      `create trigger stays_withdrawn before update of withdrawn_by, withdrawn_at on app.invitation
         for each row when (old.withdrawn_at is not null) execute function app.stays_withdrawn()`,
      `create function app.invitation_shown(shown bytea)
         returns table (id uuid, person_id uuid, expires_at timestamptz)
         language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
         begin
           return query select i.id, i.person_id, i.expires_at from app.invitation i
             where i.tenant_id = app.tenant() and app.actor() = 'invitation-link' and i.secret_hash = shown and ${USABLE};
         end $$`,
      // In the name of whom it is for. An account that is there is only ever joined by whoever is signed in to it.
      `create function app.take_invitation(shown bytea, account uuid, address text, password text, session uuid)
         returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
         declare invited uuid; owned uuid;
         begin
           select i.id into invited from app.invitation i where i.tenant_id = app.tenant()
             and i.person_id = app.person() and i.secret_hash = shown and ${USABLE} for update;
           if invited is null then return null; end if;
           select a.id into owned from platform.account a where a.email = lower(address);
           if owned is null then
             if password is null then return null; end if;
             insert into platform.account (id, email, password_hash, demo)
               select account, lower(address), password, t.demo from platform.tenant t where t.id = app.tenant()
               on conflict (email) do nothing returning platform.account.id into owned;
             if owned is null then return 'ownAccount'; end if;
           elsif not exists (select from platform.session s where s.id = session and s.account_id = owned
               and s.expires_at > clock_timestamp()) then
             return 'ownAccount';
           end if;
           if exists (select from platform.membership m where m.account_id = owned and m.tenant_id = app.tenant()) then
             return null;
           end if;
           insert into platform.membership (account_id, tenant_id, person_id) values (owned, app.tenant(), app.person());
           update app.invitation i set used_at = clock_timestamp() where i.tenant_id = app.tenant() and i.id = invited;
           return 'taken';
         end $$`,
      `revoke execute on function app.invitation_shown(bytea), app.take_invitation(bytea, uuid, text, text, uuid) from public`,
      ...toGuard('app.invitation_shown(bytea)'),
      ...toGuard('app.take_invitation(bytea, uuid, text, text, uuid)'),
      `grant create on schema platform to ${GUARD}`,
      `set local role ${GUARD}`,
      `grant execute on function app.invitation_shown(bytea), app.take_invitation(bytea, uuid, text, text, uuid)
         to ${API}, ${OWNER}`,
      `create or replace function platform.unfinished() returns table (what text, state text, count integer, since timestamptz)
         language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
         begin
           return query select 'delivery', d.state, count(*)::integer, min(d.created_at)
             from app.delivery d where d.state in ('pending', 'sending') or d.state = 'nobody' and not exists (
               select from app.case_file k where k.tenant_id = d.tenant_id and k.id = d.case_id and k.drill)
             group by d.state
           union all select 'message', m.state, count(*)::integer, min(m.at) from (
               select w.state, coalesce(w.waits_since, w.created_at) as at from app.message w where w.state in ('waiting', 'unsent')
               union all select 'unsent', h.held_until from app.message h where h.state = 'held' and h.held_until <= clock_timestamp()
               union all select l.mail, coalesce(l.waits_since, l.made_at) from app.agency_link l where l.mail in ('waiting', 'unsent')
               union all select i.mail, coalesce(i.waits_since, i.made_at) from app.invitation i where i.mail in ('waiting', 'unsent')
               union all select t.mail, coalesce(t.waits_since, t.created_at) from app.trust_notice t where t.mail in ('waiting', 'unsent')) m
             group by m.state
           union all select 'change', 'applying', count(*)::integer, min(greatest(c.applied_at, c.begins_at))
             from app.change c where c.state = 'applying'
           union all select 'wake', 'overdue', count(*)::integer, min(w.next_wake)
             from platform.tenant t cross join lateral (select f.next_wake from app.case_file f
               where f.tenant_id = t.id and f.next_wake < clock_timestamp()) w;
         end $$`,
      'reset role',
      `revoke create on schema platform from ${GUARD}`,
    ]);
  }

  down = noWayBack;
}
