import type { MigrationInterface, QueryRunner } from 'typeorm';
import { apply, noWayBack } from './apply.ts';

const PHASES = `'nursery', 'primary', 'secondary', 'special', 'all'`;

/** Every phase there is, and posts of the trust that are for the schools of some phases only. */
export class Phases implements MigrationInterface {
  readonly name = 'Phases1795000000046';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `alter table app.school add constraint school_of_a_phase check (phase in (${PHASES})),
         drop constraint school_phase_check`,
      `alter table app.post add column phases text[],
         add constraint post_for_phases check (phases is null
           or (school_id is null and cardinality(phases) > 0 and phases <@ array[${PHASES}]))`,
    ]);
  }

  down = noWayBack;
}
