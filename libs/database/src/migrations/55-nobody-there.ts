import type { MigrationInterface, QueryRunner } from 'typeorm';
import { apply, noWayBack } from './apply.ts';

const BECAUSE = `because in ('newDuty', 'reminder', 'breach', 'stillLate', 'unacknowledged', 'handedUp', 'takenOver',
  'cameBack', 'nobodyCanAct', 'personalAway', 'namedGone', 'nothingHeard', 'agreementAsked', 'agreementUnanswered',
  'askedNoMore', 'agreed', 'declined', 'waived', 'releaseDeclined', 'mistakeAsked', 'endedAsMistake', 'rescheduled',
  'broughtForward', 'termsRunOut', 'couldNotReach', 'caseUnreadable')`;

/** What was said to nobody, as nobody was there who may hear of it: it waits until somebody is, and is counted. */
export class NobodyThere implements MigrationInterface {
  readonly name = 'NobodyThere1795000000055';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `alter table app.delivery drop constraint delivery_state_check,
         add constraint delivery_state_check check (state in ('pending', 'sending', 'nobody', 'sent', 'superseded'))`,
      // That a deadline comes sooner than it did.
      ...['delivery', 'notice'].map(
        (table) => `alter table app.${table} drop constraint ${table}_because_check,
         add constraint ${table}_because_check check (${BECAUSE})`,
      ),
      'drop index app.delivery_pending',
      `create index delivery_pending on app.delivery (tenant_id, case_id) where state in ('pending', 'sending', 'nobody')`,
    ]);
  }

  down = noWayBack;
}
