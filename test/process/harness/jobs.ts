import { randomUUID } from 'node:crypto';
import type { ProcessWorld } from './process-world.ts';

/** The queue of pokes, as the worker's role sees it. */
const jobs = <R>({ database }: ProcessWorld, sql: string, ...values: readonly unknown[]): Promise<R[]> =>
  database.workerPlatform.query<R>(sql, values);

export const waitingPokes = async (world: ProcessWorld): Promise<number> =>
  (await jobs(world, `select 1 from graphile_worker.jobs where task_identifier = 'poke'`)).length;

/** A job under the key of a case whose payload names none. */
export const addMalformedPoke = (world: ProcessWorld, caseId: string, payload: unknown): Promise<unknown> =>
  jobs(
    world,
    // As app.poke does: the queue drops a job whose like is being taken at this moment.
    `with taken as materialized (select from graphile_worker._private_jobs where key = $2 for update)
     select graphile_worker.add_job('poke', $1::json, job_key => $2) from (select count(*) from taken) waited`,
    JSON.stringify(payload),
    `case/${world.trust.id}/${caseId}`,
  );

interface ParkedPoke {
  readonly payload: unknown;
  readonly attempts: number;
}
/** Read from the queue's own table: its view leaves the payload out. */
export const parkedPokes = (world: ProcessWorld): Promise<ParkedPoke[]> =>
  jobs(
    world,
    `select p.payload, p.attempts from graphile_worker._private_jobs p join graphile_worker.jobs j using (id)
     where j.task_identifier = 'poke-parked' order by p.id`,
  );

/** As if the queue had lost what was committed to it. */
export const losePokes = (world: ProcessWorld): Promise<unknown> =>
  jobs(world, `delete from graphile_worker._private_jobs`);

/** As if a relay had been killed with every waiting poke in its hands. */
export const strandPokes = (world: ProcessWorld): Promise<unknown> =>
  jobs(
    world,
    `update graphile_worker._private_jobs
     set attempts = 1, locked_by = 'killed', locked_at = now() - interval '1 s', run_at = now() - interval '2 s'`,
  );

/** A poke that a relay took a while ago and was killed with, while others live. */
export const addStrandedPoke = ({ database, trust }: ProcessWorld, caseId: string): Promise<unknown> =>
  database.workerPlatform.run(async (tx) => {
    await tx.query(
      `select graphile_worker.add_job('poke', json_build_object('tenantId', $1::text, 'caseId', $2::text), job_key => $2)`,
      [trust.id, caseId],
    );
    await tx.query(
      `update graphile_worker._private_jobs
       set attempts = 1, locked_by = 'killed', locked_at = now() - interval '16 s' where key = $1`,
      [caseId],
    );
  });

/** What a carrier said, which a relay took so many seconds ago and was killed with. */
export const addStrandedAnswer = ({ database, trust }: ProcessWorld, heldForS: number): Promise<string> => {
  const messageId = randomUUID();
  return database.workerPlatform.run(async (tx) => {
    await tx.query(
      `select graphile_worker.add_job('answer', json_build_object('tenantId', $1::text, 'messageId', $2::text,
         'said', 'delivered', 'lane', $1::text), job_key => $2)`,
      [trust.id, messageId],
    );
    await tx.query(
      `update graphile_worker._private_jobs set attempts = 1, locked_by = 'killed',
         locked_at = now() - make_interval(secs => $2) where key = $1`,
      [messageId, heldForS],
    );
    return messageId;
  });
};

/** Whether the job of an answer is still there, in whoever's hands. */
export const isLeft = async (world: ProcessWorld, messageId: string): Promise<boolean> =>
  (await jobs(world, 'select 1 from graphile_worker.jobs where key = $1', messageId)).length > 0;
