import type { MigrationInterface, QueryRunner } from 'typeorm';
import { shownEnd } from '../policies/message.ts';
import { apply, noWayBack } from './apply.ts';

// As of a poke: a job whose like is being taken at this moment would be dropped, and its letter lie.
const MAIL_TRUST_NOTICES = `create or replace function app.mail_trust_notices() returns void language plpgsql security definer
  set search_path = pg_catalog, pg_temp as $$
  declare job_name text := 'trustMail/' || app.tenant();
  begin
    if app.tenant() is null then raise exception 'mail needs a trust'; end if;
    perform from graphile_worker._private_jobs j where j.key = job_name for update;
    perform graphile_worker.add_job('trustMail', json_build_object('tenantId', app.tenant()),
      job_key => job_name, job_key_mode => 'replace');
  end $$`;

/**
 * That a duty became late while its case could not be read; when a letter ended, by which the record tells for what it stood;
 * and that no mail to a central team is dropped.
 */
export class CouldNotBeRead implements MigrationInterface {
  readonly name = 'CouldNotBeRead1795000000071';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [
      `alter table app.breach drop constraint breach_cause_check, add constraint breach_cause_check check
         (cause in ('outage', 'unreadable', 'nobody', 'away', 'theirSide', 'opened', 'wrongContact', 'notOpened'))`,
      ...shownEnd,
      MAIL_TRUST_NOTICES,
    ]);
  }

  down = noWayBack;
}
