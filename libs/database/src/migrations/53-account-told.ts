import type { MigrationInterface, QueryRunner } from 'typeorm';
import { apply, noWayBack } from './apply.ts';

/** Whoever's password or codes were changed is told, here and by mail: it may not have been they. */
export class AccountTold implements MigrationInterface {
  readonly name = 'AccountTold1795000000053';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `alter table app.trust_notice drop constraint trust_notice_because_check,
         add constraint trust_notice_because_check check (because in ('keyGiven', 'keyReplaced', 'keyForgotten',
           'passwordChanged', 'codesAsked', 'codesNotAsked', 'recoveryCodesRenewed', 'recoveryCodeUsed'))`,
    ]);
  }

  down = noWayBack;
}
