import type { MigrationInterface, QueryRunner } from 'typeorm';
import { notedUntaken } from '../policies/message.ts';
import { WORKER } from '../policies/roles.ts';
import { apply, noWayBack } from './apply.ts';

/** That nobody has taken a message for so long that somebody else must be told, while it is tried on. */
export class Untaken implements MigrationInterface {
  readonly name = 'Untaken1795000000050';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      'alter table app.message add column untaken_at timestamptz',
      ...notedUntaken,
      // What the central team could not be mailed goes out once it can.
      `grant execute on function app.mail_trust_notices() to ${WORKER}`,
    ]);
  }

  down = noWayBack;
}
