import type { MigrationInterface, QueryRunner } from 'typeorm';
import { caseLink } from '../policies/case_link.ts';
import { API, GUARD, OWNER, WORKER } from '../policies/roles.ts';
import { apply, noWayBack, toGuard } from './apply.ts';

/** Which case opened which, and what follows of it: who is shut out of one is shut out of the other. */
export class CaseLinks implements MigrationInterface {
  readonly name = 'CaseLinks1795000000011';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `create table app.case_link (
         tenant_id uuid not null, parent_case_id uuid not null, child_case_id uuid not null, step text not null,
         primary key (tenant_id, parent_case_id, step),
         constraint case_link_child unique (tenant_id, child_case_id),
         constraint case_link_not_itself check (parent_case_id <> child_case_id),
         foreign key (tenant_id, parent_case_id) references app.case_file,
         foreign key (tenant_id, child_case_id) references app.case_file)`,
      ...caseLink,
      `create function app.exclude_from_child() returns trigger language plpgsql security definer
         set search_path = pg_catalog, pg_temp as $$
         begin
           insert into app.exclusion (tenant_id, case_id, person_id, cause)
             select x.tenant_id, new.child_case_id, x.person_id, x.cause from app.exclusion x
             where x.tenant_id = new.tenant_id and x.case_id = new.parent_case_id
             on conflict (tenant_id, case_id, person_id) do nothing;
           return null;
         end $$`,
      // Each copy is an insert that this trigger sees again, so it reaches the children of the children.
      `create function app.exclude_from_children() returns trigger language plpgsql security definer
         set search_path = pg_catalog, pg_temp as $$
         begin
           insert into app.exclusion (tenant_id, case_id, person_id, cause)
             select l.tenant_id, l.child_case_id, new.person_id, new.cause from app.case_link l
             where l.tenant_id = new.tenant_id and l.parent_case_id = new.case_id
             on conflict (tenant_id, case_id, person_id) do nothing;
           return null;
         end $$`,
      `create trigger exclude_from_child after insert on app.case_link
         for each row execute function app.exclude_from_child()`,
      // After the check of the foreign key, by its name: that one waits for whoever holds the case and may be opening a child.
      `create trigger exclude_from_children after insert on app.exclusion
         for each row execute function app.exclude_from_children()`,
      `create function app.poke_parent(child uuid) returns void language plpgsql security definer
         set search_path = pg_catalog, pg_temp as $$
         begin
           perform app.poke(l.parent_case_id) from app.case_link l
             where l.tenant_id = app.tenant() and l.child_case_id = child;
         end $$`,
      `revoke execute on function app.exclude_from_child(), app.exclude_from_children(), app.poke_parent(uuid) from public`,
      `grant execute on function app.poke(uuid, boolean) to ${GUARD}`,
      ...toGuard('app.exclude_from_child()'),
      ...toGuard('app.exclude_from_children()'),
      ...toGuard('app.poke_parent(uuid)'),
      `set local role ${GUARD}`,
      `grant execute on function app.poke_parent(uuid) to ${API}, ${WORKER}, ${OWNER}`,
      'reset role',
    ]);
  }

  down = noWayBack;
}
