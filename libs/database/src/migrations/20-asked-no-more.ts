import type { MigrationInterface, QueryRunner } from 'typeorm';
import { apply, noWayBack } from './apply.ts';

const BECAUSE = `check (because in ('newDuty', 'reminder', 'breach', 'stillLate', 'unacknowledged', 'handedUp',
  'takenOver', 'cameBack', 'nobodyCanAct', 'personalAway', 'namedGone', 'nothingHeard', 'agreementAsked',
  'agreementUnanswered', 'askedNoMore', 'agreed', 'declined', 'waived', 'mistakeAsked', 'endedAsMistake',
  'rescheduled', 'termsRunOut', 'couldNotReach', 'caseUnreadable'))`;

/** Whoever was asked to take a duty over is told once that is over without them. */
export class AskedNoMore implements MigrationInterface {
  readonly name = 'AskedNoMore1795000000020';

  async up(runner: QueryRunner): Promise<void> {
    await apply(
      runner,
      ['delivery', 'notice'].map(
        (table) => `alter table app.${table} drop constraint ${table}_because_check,
          add constraint ${table}_because_check ${BECAUSE}`,
      ),
    );
  }

  down = noWayBack;
}
