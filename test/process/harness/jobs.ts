import type { ProcessWorld } from './process-world.ts';

/** The queue of pokes, as the role that owns it sees it. */
const jobs = <R>({ database }: ProcessWorld, sql: string, ...values: readonly unknown[]): Promise<R[]> =>
  database.workerPlatform.query<R>(sql, values);

export const waitingPokes = async (world: ProcessWorld): Promise<number> =>
  (await jobs(world, `select 1 from graphile_worker.jobs where task_identifier = 'poke'`)).length;

/** As if the queue had lost what was committed to it. */
export const losePokes = (world: ProcessWorld): Promise<unknown> =>
  jobs(world, `delete from graphile_worker._private_jobs`);

/** As if a worker had been killed with every waiting poke in its hands. */
export const strandPokes = (world: ProcessWorld): Promise<unknown> =>
  jobs(
    world,
    `update graphile_worker._private_jobs set attempts = 1, locked_by = 'worker-killed', locked_at = now() - interval '16 s'`,
  );
