import type { MigrationInterface, QueryRunner } from 'typeorm';
import { agencyLink } from '../policies/agency_link.ts';
import { API, OWNER } from '../policies/roles.ts';
import { apply, noWayBack } from './apply.ts';

/** A link may be used while this holds, once: `l` is its row, `c` its case. */
const USABLE = `l.withdrawn_at is null and l.pressed_at is null and l.expires_at > clock_timestamp() and c.ended_at is null`;
/** The link that the API was shown, in the trust that its transaction carries. */
const SHOWN = `l.tenant_id = app.tenant() and app.actor() = 'agency-link' and l.secret_hash = shown`;

/** Links by which an agency confirms that it has what it was sent. Who presses one has no session, hence two functions. */
export class AgencyLinks implements MigrationInterface {
  readonly name = 'AgencyLinks1795000000017';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      // Where an agency's mail goes, by the name that a chain calls the agency.
      `alter table platform.authority add column mail jsonb not null default '{}'`,
      `create table app.agency_link (
         tenant_id uuid not null, id uuid not null, case_id uuid not null, step text not null, party text not null,
         secret_hash bytea not null check (length(secret_hash) = 32), made_by uuid not null,
         made_at timestamptz not null default clock_timestamp(), expires_at timestamptz not null,
         withdrawn_by uuid, withdrawn_at timestamptz,
         pressed_at timestamptz, press_hash bytea check (length(press_hash) = 32), said bytea,
         mail text check (mail in ('waiting', 'unsent', 'accepted', 'delivered', 'bounced', 'refused', 'noAnswer',
           'noAddress', 'withheld')), code text check (code ~ '^[A-Za-z0-9-]{1,40}$'),
         primary key (tenant_id, id), constraint agency_link_secret unique (tenant_id, secret_hash),
         foreign key (tenant_id, case_id) references app.case_file,
         foreign key (tenant_id, made_by) references app.person,
         foreign key (tenant_id, withdrawn_by) references app.person,
         constraint it_expires check (expires_at > made_at and expires_at <= made_at + interval '31 days'),
         constraint pressed_whole check (num_nulls(pressed_at, press_hash, said) in (0, 3)),
         constraint withdrawn_whole check (num_nulls(withdrawn_by, withdrawn_at) in (0, 2)),
         constraint used_or_withdrawn check (num_nonnulls(pressed_at, withdrawn_at) < 2))`,
      'create index agency_link_by_case on app.agency_link (tenant_id, case_id)',
      `create unique index agency_link_live on app.agency_link (tenant_id, case_id, step)
         where withdrawn_at is null and pressed_at is null`,
      ...agencyLink,
      `create function app.stays_withdrawn() returns trigger language plpgsql set search_path = pg_catalog, pg_temp
         as $$ begin
           raise exception 'a link that was withdrawn stays so' using errcode = 'check_violation';
         end $$`,
      `create trigger stays_withdrawn before update of withdrawn_by, withdrawn_at on app.agency_link
         for each row when (old.withdrawn_at is not null) execute function app.stays_withdrawn()`,
      // Of a link that was used, only the browser that used it hears.
      `create function app.agency_link_shown(shown bytea, press bytea)
         returns table (id uuid, case_id uuid, reference text, wrapped_key bytea, pressed boolean)
         language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
         begin
           return query select l.id, c.id, c.reference, c.wrapped_key, l.pressed_at is not null
             from app.agency_link l join app.case_file c on c.tenant_id = l.tenant_id and c.id = l.case_id
             where ${SHOWN} and (l.press_hash = agency_link_shown.press or ${USABLE});
         end $$`,
      // Under the case's lock, so that it was said before its deadline or after it and never at the same time.
      `create function app.press_agency_link(shown bytea, press bytea, said bytea) returns boolean
         language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
         declare pressed uuid;
         begin
           perform from app.case_file c join app.agency_link l on l.tenant_id = c.tenant_id and l.case_id = c.id
             where ${SHOWN} for update of c;
           update app.agency_link l set pressed_at = clock_timestamp(), press_hash = press_agency_link.press,
               said = press_agency_link.said
             from app.case_file c where c.tenant_id = l.tenant_id and c.id = l.case_id and ${SHOWN} and ${USABLE}
             returning l.case_id into pressed;
           if pressed is not null then perform app.poke(pressed); end if;
           return pressed is not null or exists (select from app.agency_link l
             where ${SHOWN} and l.press_hash = press_agency_link.press);
         end $$`,
      `revoke execute on function app.stays_withdrawn(), app.agency_link_shown(bytea, bytea),
         app.press_agency_link(bytea, bytea, bytea) from public`,
      `grant execute on function app.agency_link_shown(bytea, bytea), app.press_agency_link(bytea, bytea, bytea)
         to ${API}, ${OWNER}`,
    ]);
  }

  down = noWayBack;
}
