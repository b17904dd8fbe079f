import type { MigrationInterface, QueryRunner } from 'typeorm';
import { closesDays } from '../policies/change.ts';
import { apply, noWayBack } from './apply.ts';

/** A change that was drafted is applied, or put aside; it may be a day closed to all, or to an authority's schools. */
export class ClosedDays implements MigrationInterface {
  readonly name = 'ClosedDays1795000000026';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `alter table app.change add column authority_id uuid references platform.authority,
         drop constraint change_state_check, add constraint change_state_check
           check (state in ('counting', 'counted', 'applying', 'applied', 'aside')),
         drop constraint change_kind_check, add constraint change_kind_check
           check (kind in ('calendar', 'absence', 'closedDay')),
         add constraint closed_by_an_authority check (authority_id is null or kind = 'closedDay')`,
      ...closesDays,
    ]);
  }

  down = noWayBack;
}
