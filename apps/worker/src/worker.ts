import type { WorkflowBundleOption } from '@temporalio/worker';
import type { Config } from '@trustward/config';
import { atScrape, showUnfinished } from '@trustward/observability';
import type { Logger } from '@trustward/observability';
import { pulseEveryMs, restOf, stillWorks, unfinished } from '@trustward/casework';
import { answers, openClient } from '@trustward/temporal';
import { startDeliveriesWith } from './activities/start-deliveries.ts';
import { every } from './lifecycle/every.ts';
import { keepUp, type Part } from './lifecycle/keep-up.ts';
import { openDoors, type Doors } from './lifecycle/open-doors.ts';
import { startQueues } from './queues/temporal-workers.ts';
import { layToRestWith, pokeChangeWith, pokeWith, type Poke } from './relay/poke.ts';
import { startRelay } from './relay/relay.ts';
import { releaseJobsHeldTooLong, retryFailedJobs } from './relay/unfinished-jobs.ts';
import { openPostOffice } from './mail/post-office.ts';
import type { PostOffice } from './mail/post-office.ts';
import { startReturns } from './mail/returns.ts';
import { sealAudits } from './schedules/audit-seal.ts';
import { evidenceOf } from './schedules/evidence.ts';
import { beat } from './schedules/heartbeat.ts';
import { lookForUnopened } from './schedules/unopened.ts';
import { sendUnsent } from './schedules/unsent-mail.ts';
import { lookForOverdue } from './schedules/watchdog.ts';

type WorkerConfig = Config<
  | 'workerDatabase'
  | 'temporal'
  | 'keys'
  | 'evidence'
  | 'workflows'
  | 'outages'
  | 'mail'
  | 'returns'
  | 'notify'
  | 'log'
>;

export interface WorkerNeeds {
  readonly config: WorkerConfig;
  readonly workflowBundle: WorkflowBundleOption;
  readonly stopping: AbortSignal;
  readonly log: Logger;
}

const HEARTBEAT_MS = 10_000;
const UNFINISHED_JOBS_MS = 5_000;
/** So that a row is sealed within five seconds, however long a round takes. */
const AUDIT_MS = 2_000;
const UNSENT_MS = 60_000;
const UNOPENED_MS = 300_000;

/** Runs until told to stop. Each part waits for what it needs and comes back by itself when that does. */
export async function runWorker(needs: WorkerNeeds): Promise<void> {
  const { config, stopping, log } = needs;
  const client = openClient(config.temporal);
  const poke = pokeWith(client.client);
  const office = openPostOffice(config);
  await keepUp({ stage: 'database', stopping, log }, async () => {
    const doors = await openDoors(config);
    const askNoMore = atScrape({
      from: 'PostgreSQL',
      ask: () => unfinished(doors.platform),
      show: showUnfinished,
    });
    const ended = Promise.all([
      keepUp({ stage: 'queues', stopping, log }, () => queuesOf(needs, client, doors, office)),
      keepUp({ stage: 'relay', stopping, log }, () => relayOf(needs, client, doors, poke)),
      returnsOf(needs, doors),
      ...rounds(needs, doors, poke, office),
    ]);
    // The pool outlasts those who use it: what is under way when we stop is finished, not broken off.
    return { ended, stop: () => ended.then(askNoMore).then(() => doors.close()) };
  });
  await client.close();
  office.close();
}

type Client = ReturnType<typeof openClient>;

/** While the queues are served and Temporal answers, cases are driven, and it is said so. */
async function queuesOf(
  { config, workflowBundle, log }: WorkerNeeds,
  client: Client,
  doors: Doors,
  office: PostOffice,
): Promise<Part> {
  const { temporal, mail, outages } = config;
  const { publicUrl } = mail;
  const queues = await startQueues({ temporal, office, publicUrl, client, doors, workflowBundle, log });
  const ending = new AbortController();
  const everyMs = pulseEveryMs(outages.afterSeconds);
  const pulse = every({ stage: 'pulse', everyMs, stopping: ending.signal, log }, async () => {
    if (await answers(client.connection)) {
      await stillWorks(doors.platform, 'reminders', outages.afterSeconds);
    }
  });
  return {
    ended: queues.ended,
    stop: async () => {
      ending.abort();
      await pulse;
      await queues.stop();
    },
  };
}

const relayOf = (
  { config, log }: WorkerNeeds,
  { client, connection }: Client,
  { door, platform }: Doors,
  poke: Poke,
): Promise<Part> => {
  const layToRest = layToRestWith(client, (input) => restOf(door, input));
  const [pokeChange, startDeliveries] = [pokeChangeWith(client), startDeliveriesWith(client)];
  const to = { poke, layToRest, pokeChange, startDeliveries };
  return startRelay({ config, door, platform, connection, ...to, log });
};

/** Only where mail that comes back is to come back to us. */
async function returnsOf({ config, stopping, log }: WorkerNeeds, { door }: Doors): Promise<void> {
  const { domain, address } = config.returns;
  if (domain === null) return;
  await keepUp({ stage: 'returns', stopping, log }, () => startReturns({ address, domain, door, log }));
}

function rounds(
  { config, stopping, log }: WorkerNeeds,
  doors: Doors,
  poke: Poke,
  office: PostOffice,
): readonly Promise<void>[] {
  const { platform } = doors;
  const watchdogMs = config.workflows.watchdogSeconds * 1_000;
  const evidence = evidenceOf(config);
  return [
    every({ stage: 'heartbeat', everyMs: HEARTBEAT_MS, stopping, log }, () => beat(platform, office.common)),
    every({ stage: 'audit', everyMs: AUDIT_MS, stopping, log }, async () =>
      sealAudits({ ...(await evidence()), doors, log }),
    ),
    every({ stage: 'unfinished jobs', everyMs: UNFINISHED_JOBS_MS, stopping, log }, async () => {
      await releaseJobsHeldTooLong(platform);
      const count = await retryFailedJobs(platform);
      if (count > 0) log.warn('pokes had failed; they are tried again', { count });
    }),
    every({ stage: 'unsent messages', everyMs: UNSENT_MS, stopping, log }, () =>
      sendUnsent(doors, office, log),
    ),
    every({ stage: 'unopened messages', everyMs: UNOPENED_MS, stopping, log }, () =>
      lookForUnopened(doors, log),
    ),
    every({ stage: 'watchdog', everyMs: watchdogMs, stopping, log }, () =>
      lookForOverdue({ platform, poke, log }),
    ),
  ];
}
