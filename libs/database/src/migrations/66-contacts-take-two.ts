import type { MigrationInterface, QueryRunner } from 'typeorm';
import { apply, noWayBack } from './apply.ts';

/** How an agency is reached is edited as a change is: drafted by one, confirmed by another. */
export class ContactsTakeTwo implements MigrationInterface {
  readonly name = 'ContactsTakeTwo1795000000066';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `alter table app.change drop constraint change_kind_check, add constraint change_kind_check
           check (kind in ('calendar', 'absence', 'closedDay', 'authority', 'number', 'mail')),
         drop constraint change_of_an_authority, add constraint change_of_an_authority
           check (case when kind in ('authority', 'number', 'mail') then authority_id is not null
             when kind = 'closedDay' then true else authority_id is null end)`,
    ]);
  }

  down = noWayBack;
}
