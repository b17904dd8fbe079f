import type { MigrationInterface, QueryRunner } from 'typeorm';
import { proofReset, proofsAsked } from '../policies/sign_in.ts';
import { apply, noWayBack } from './apply.ts';

/** By how much a session was proved, and of which posts a trust asks for more than a password. */
export class ProofsAsked implements MigrationInterface {
  readonly name = 'ProofsAsked1795000000060';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      // 0: a password; 1: a code beside it; 2: a passkey. What signed in before counts as the least.
      `alter table platform.session add column proof smallint not null default 0 check (proof between 0 and 2)`,
      // By post: 'either' of a passkey and an authenticator app, or a 'passkey'.
      `alter table platform.sign_in_rule add column asked_of jsonb not null default '{}'
         check (jsonb_typeof(asked_of) = 'object')`,
      ...proofsAsked,
      // Granted by somebody else of the trust; taken within a day, by the right password, or not at all.
      `create table platform.proof_reset (
         account_id uuid primary key references platform.account, tenant_id uuid not null references platform.tenant,
         granted_by uuid not null, granted_at timestamptz not null default clock_timestamp(),
         foreign key (tenant_id, granted_by) references app.person)`,
      ...proofReset,
      `alter table app.trust_notice drop constraint trust_notice_because_check,
         add constraint trust_notice_because_check check (because in ('keyGiven', 'keyReplaced', 'keyForgotten',
           'passwordChanged', 'codesAsked', 'codesNotAsked', 'recoveryCodesRenewed', 'recoveryCodeUsed',
           'passkeyAdded', 'passkeyRemoved', 'passkeyCopied', 'proofsResetGranted', 'proofsReset'))`,
    ]);
  }

  down = noWayBack;
}
