import type { MigrationInterface, QueryRunner } from 'typeorm';
import { apply, noWayBack } from './apply.ts';

/** A report of mail that comes back gives its reason as numbers with dots between them. */
export class ReturnedMail implements MigrationInterface {
  readonly name = 'ReturnedMail1795000000022';

  async up(runner: QueryRunner): Promise<void> {
    await apply(
      runner,
      ['message', 'agency_link'].flatMap((table) => [
        `alter table app.${table} drop constraint ${table}_code_check`,
        `alter table app.${table} add constraint ${table}_code_check check (code ~ '^[A-Za-z0-9.-]{1,40}$')`,
      ]),
    );
  }

  down = noWayBack;
}
