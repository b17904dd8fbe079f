import type { MigrationInterface, QueryRunner } from 'typeorm';
import { apply, noWayBack } from './apply.ts';

/** Until when what was counted of a change for a case is what would come of it. */
export class CountedUntil implements MigrationInterface {
  readonly name = 'CountedUntil1795000000057';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, ['alter table app.change_case add column holds_until timestamptz']);
  }

  down = noWayBack;
}
