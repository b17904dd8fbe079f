import type { MigrationInterface, QueryRunner } from 'typeorm';
import { apply, noWayBack } from './apply.ts';

/** A change that was drafted is applied, or put aside. */
export class PutAside implements MigrationInterface {
  readonly name = 'PutAside1795000000026';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `alter table app.change drop constraint change_state_check,
         add constraint change_state_check check (state in ('counting', 'counted', 'applying', 'applied', 'aside'))`,
    ]);
  }

  down = noWayBack;
}
