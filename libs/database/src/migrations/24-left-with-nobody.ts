import type { MigrationInterface, QueryRunner } from 'typeorm';
import { apply, noWayBack } from './apply.ts';

/** How many duties a change leaves with nobody, apart from those that get another owner. */
export class LeftWithNobody implements MigrationInterface {
  readonly name = 'LeftWithNobody1795000000024';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, ['alter table app.change_case add column unowned integer not null default 0']);
  }

  down = noWayBack;
}
