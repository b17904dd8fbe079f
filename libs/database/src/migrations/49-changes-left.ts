import type { MigrationInterface, QueryRunner } from 'typeorm';
import { apply, noWayBack } from './apply.ts';

/** What was taken past a case that could not be read is looked for by the case at each wake. */
export class ChangesLeft implements MigrationInterface {
  readonly name = 'ChangesLeft1795000000049';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `create index change_case_left on app.change_case (tenant_id, case_id)
         where unreadable and applied_at is not null`,
    ]);
  }

  down = noWayBack;
}
