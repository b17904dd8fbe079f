import type { MigrationInterface, QueryRunner } from 'typeorm';
import { freedOfOutage } from '../policies/message.ts';
import { apply, noWayBack } from './apply.ts';

/** A letter of an outage that was withheld stands for none of its cases any more, so that another can. */
export class WithheldAlone implements MigrationInterface {
  readonly name = 'WithheldAlone1795000000064';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, freedOfOutage);
  }

  down = noWayBack;
}
