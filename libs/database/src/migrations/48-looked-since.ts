import type { MigrationInterface, QueryRunner } from 'typeorm';
import { shownOutage } from '../policies/message.ts';
import { API, GUARD } from '../policies/roles.ts';
import { apply, noWayBack } from './apply.ts';

/** Whoever acts plays what fell due before it, and so says why it did: who looked since it was theirs. And leaders read for which outage a letter stood. */
export class LookedSince implements MigrationInterface {
  readonly name = 'LookedSince1795000000048';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `set local role ${GUARD}`,
      `grant execute on function app.has_looked(uuid, uuid, timestamptz) to ${API}`,
      'reset role',
      ...shownOutage,
    ]);
  }

  down = noWayBack;
}
