import type { MigrationInterface, QueryRunner } from 'typeorm';
import { meansAnew } from '../policies/change.ts';
import { apply, noWayBack } from './apply.ts';

/** What is counted anew is meant anew, over what has been changed beside it. */
export class MeantAnew implements MigrationInterface {
  readonly name = 'MeantAnew1795000000030';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, meansAnew);
  }

  down = noWayBack;
}
