import type { MigrationInterface, QueryRunner } from 'typeorm';
import { apply, noWayBack } from './apply.ts';

/**
 * One that waits, or is being taken, is not replaced by the next. One that failed for good would keep every other of its
 * message out: it is tried anew, and its word stays the first.
 */
const MESSAGE_ANSWERED = `create or replace function platform.message_answered(tenant uuid, message uuid, said text) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
  declare named constant text := 'answer/' || tenant || '/' || message;
  begin
    perform graphile_worker.reschedule_jobs(
      array(select j.id from graphile_worker.jobs j where j.key = named and j.attempts >= j.max_attempts),
      run_at => now(), attempts => 0);
    perform graphile_worker.add_job('answer',
      json_build_object('tenantId', tenant, 'messageId', message, 'said', said, 'lane', tenant),
      job_key => named, job_key_mode => 'unsafe_dedupe', priority => app.turn(tenant::text, 0));
  end $$`;

/** What a carrier says later of a message takes up again what could not be written down. */
export class AnswersTriedAnew implements MigrationInterface {
  readonly name = 'AnswersTriedAnew1795000000063';

  async up(runner: QueryRunner): Promise<void> {
    await apply(runner, [MESSAGE_ANSWERED]);
  }

  down = noWayBack;
}
