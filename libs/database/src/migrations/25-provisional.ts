import type { MigrationInterface, QueryRunner } from 'typeorm';
import { apply, noWayBack } from './apply.ts';

/** Whether a duty's due may yet move, as the term dates or holidays that are known end before it. */
export class Provisional implements MigrationInterface {
  readonly name = 'Provisional1795000000025';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, ['alter table app.duty add column provisional boolean not null default false']);
  }

  down = noWayBack;
}
