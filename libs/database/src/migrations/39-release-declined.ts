import type { MigrationInterface, QueryRunner } from 'typeorm';
import { apply, noWayBack } from './apply.ts';

const BECAUSE = `check (because in ('newDuty', 'reminder', 'breach', 'stillLate', 'unacknowledged', 'handedUp',
  'takenOver', 'cameBack', 'nobodyCanAct', 'personalAway', 'namedGone', 'nothingHeard', 'agreementAsked',
  'agreementUnanswered', 'askedNoMore', 'agreed', 'declined', 'waived', 'releaseDeclined', 'mistakeAsked',
  'endedAsMistake', 'rescheduled', 'termsRunOut', 'couldNotReach', 'caseUnreadable'))`;

/** Whoever asked that a hold ends early is told that it stays, and the few cases with such a question are found without reading all the others. */
export class ReleaseDeclined implements MigrationInterface {
  readonly name = 'ReleaseDeclined1795000000039';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      ...['delivery', 'notice'].map(
        (table) => `alter table app.${table} drop constraint ${table}_because_check,
          add constraint ${table}_because_check ${BECAUSE}`,
      ),
      `create index case_file_asked_release on app.case_file (tenant_id, id)
         where ended_at is null and state @? '$.holds.* ? (@.endedAt == null && @.releaseAskedBy != null)'`,
    ]);
  }

  down = noWayBack;
}
