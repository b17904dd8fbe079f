import type { Moment, Passing } from './stage/passing.ts';
import type { WireName } from './schedule.ts';

/** When a step is passed. */
type Comes =
  /** By what people do, or what comes of it; the first once by each act, the other many times. */
  | 'once'
  | 'often'
  /** When a concern is reported, but not when another procedure is opened. */
  | 'report'
  /** Also, and soon, when this process starts. */
  | 'worker'
  | 'api'
  /** When it has to, by the clock or after something broke: nothing is aimed at it. */
  | 'seldom';

/** A step that the product takes, seen from outside: from here on it is done, whatever becomes of who did it. */
export interface Boundary {
  readonly name: string;
  readonly wire: WireName;
  /** Where these words pass. Of several that fit the first counts. */
  readonly says: RegExp;
  /** Where only its answer tells that it was taken. */
  readonly only?: Moment;
  readonly comes: Comes;
  readonly means: string;
}

const JOBS = '"?graphile_worker"?\\._private_jobs';

/** Every step, in the order in which they follow an act. What is written, called or sent and stands not here fails a test. */
const BOUNDARIES: readonly Boundary[] = [
  {
    ...{ name: 'act asked', wire: 'person-api', says: /^POST \/api\/(?:cases|concerns)/, comes: 'once' },
    means: 'somebody sends an act; the API answers it',
  },
  {
    ...{ name: 'signed in', wire: 'person-api', says: /^POST \/api\/session/, comes: 'seldom' },
    means: 'somebody signs in, before anything breaks',
  },
  {
    ...{ name: 'case opened', wire: 'api-postgres', says: /insert into app\.case_file/, comes: 'report' },
    means: 'a reported concern, its case, duties, deliveries, audit and the poke: one transaction',
  },
  {
    ...{ name: 'act written', wire: 'api-postgres', says: /insert into app\.case_event/, comes: 'once' },
    means: 'an act with all that comes of it at once, and the poke: one transaction',
  },
  {
    ...{ name: 'look written', wire: 'api-postgres', says: /^insert into app\.audit/, comes: 'once' },
    means: 'that somebody saw the page of a case',
  },
  {
    name: 'poke taken',
    wire: 'worker-postgres',
    says: new RegExp(`update ${JOBS} as jobs set attempts = .*→ UPDATE [1-9]`, 'i'),
    only: 'after',
    comes: 'once',
    means: 'the relay has a job in hand; asking for one is the same whether there is one or not',
  },
  {
    name: 'poke carried',
    wire: 'worker-temporal',
    says: /^SignalWithStartWorkflowExecution$/,
    comes: 'once',
    means: 'the case’s workflow is told to look, or begins',
  },
  {
    name: 'poke put away',
    wire: 'worker-postgres',
    says: new RegExp(`delete from ${JOBS}`, 'i'),
    comes: 'once',
    means: 'the job is done',
  },
  {
    ...{ name: 'time played', wire: 'worker-postgres', says: /insert into app\.case_event/, comes: 'once' },
    means: 'a wake with what had fallen due and what comes of it: one transaction',
  },
  {
    name: 'delivery begun',
    wire: 'worker-temporal',
    says: /^StartWorkflowExecution$/,
    comes: 'often',
    means: 'a delivery has a workflow of its own; the answer may be that it has one already',
  },
  {
    name: 'delivery looks again',
    wire: 'worker-temporal',
    says: /^SignalWorkflowExecution$/,
    comes: 'once',
    means: 'one under way is asked to look for more to send',
  },
  {
    name: 'delivery told',
    wire: 'worker-postgres',
    says: /insert into app\.notice.*update app\.delivery/,
    comes: 'often',
    means: 'its notices, its messages, that it was told, its audit: one transaction',
  },
  {
    ...{
      name: 'delivery looked at',
      wire: 'worker-postgres',
      says: /insert into app\.notice/,
      comes: 'once',
    },
    means: 'asked again to tell what is told, which writes nothing',
  },
  {
    name: 'workflow went on',
    wire: 'worker-temporal',
    says: /^RespondWorkflowTaskCompleted$/,
    comes: 'often',
    means: 'a case’s or a delivery’s workflow: where it is now stands in its history',
  },
  {
    ...{ name: 'message put down', wire: 'worker-postgres', says: /update app\.message set state/ },
    comes: 'often',
    means: 'what became of a message, its audit, and perhaps that its delivery is sent: one transaction',
  },
  {
    ...{ name: 'message taken up', wire: 'worker-postgres', says: /update app\.message m set attempts/ },
    comes: 'often',
    means: 'that sending it is tried; its address leaves the database',
  },
  {
    ...{ name: 'letter begun', wire: 'worker-mail', says: /^MAIL FROM$/, comes: 'often' },
    means: 'a letter’s sender and reader are named to the mail server',
  },
  {
    ...{ name: 'letter handed over', wire: 'worker-mail', says: /^end of the letter$/, comes: 'often' },
    means: 'the mail server has it whole, and says so',
  },
  {
    name: 'message ended',
    wire: 'worker-temporal',
    says: /^RespondActivityTaskCompleted$/,
    comes: 'often',
    means: 'Temporal learns that an activity is done, nearly always of a message',
  },
  {
    name: 'heart beats',
    wire: 'worker-postgres',
    says: /insert into platform\.heartbeat/,
    comes: 'worker',
    means: 'the worker says that it lives',
  },
  {
    ...{ name: 'cases are driven', wire: 'worker-postgres', says: /insert into platform\.pulse/ },
    comes: 'worker',
    means: 'the worker says that it drives cases, and after a silence writes down the outage',
  },
  {
    name: 'jobs freed',
    wire: 'worker-postgres',
    says: /graphile_worker\.force_unlock_workers/,
    comes: 'worker',
    means: 'what a dead relay had in hand is anybody’s again',
  },
  {
    name: 'jobs tried again',
    wire: 'worker-postgres',
    says: /graphile_worker\.reschedule_jobs/,
    comes: 'worker',
    means: 'what had failed is due at once',
  },
  {
    name: 'relay registered',
    wire: 'worker-postgres',
    says: /insert into "?graphile_worker"?\._private_tasks/,
    comes: 'worker',
    means: 'the queue knows the kinds of jobs',
  },
  {
    ...{ name: 'what was kept let go', wire: 'worker-postgres', says: /moved as \(update app\.message/ },
    comes: 'worker',
    means:
      'messages that were kept, as overnight, are to be sent now or not at all: one transaction of each trust',
  },
  {
    name: 'schedule made',
    wire: 'worker-temporal',
    says: /^CreateSchedule$/,
    comes: 'worker',
    means: 'Temporal is told of what comes by the calendar; the answer may be that it knows',
  },
  {
    name: 'the portal serves',
    wire: 'api-postgres',
    says: /insert into platform\.pulse/,
    comes: 'api',
    means: 'the API says that it serves, and after a silence writes down the outage',
  },
  {
    ...{ name: 'session kept', wire: 'api-postgres', says: /update platform\.session/, comes: 'seldom' },
    means: 'that a session is in use, at most once a minute',
  },
  {
    ...{
      name: 'session begun',
      wire: 'api-postgres',
      says: /insert into platform\.session/,
      comes: 'seldom',
    },
    means: 'somebody signed in, before anything breaks',
  },
  {
    ...{ name: 'job asked for', wire: 'worker-postgres', says: new RegExp(`update ${JOBS} as jobs`, 'i') },
    comes: 'seldom',
    means: 'the relay finds none, or gives one back, or says that it failed',
  },
  {
    ...{ name: 'schedule changed', wire: 'worker-temporal', says: /^UpdateSchedule$/, comes: 'seldom' },
    means: 'as made, where there was one already',
  },
  {
    ...{
      name: 'audit sealed',
      wire: 'worker-postgres',
      says: /insert into app\.audit_batch/,
      comes: 'seldom',
    },
    means:
      'what is new in a trust’s audit, every two seconds, whoever acts: test/process/audit.spec.ts kills there',
  },
  {
    ...{ name: 'head shipped', wire: 'worker-postgres', says: /update app\.audit_batch/, comes: 'seldom' },
    means: 'that its head stands where the database cannot reach it',
  },
  {
    ...{ name: 'audit is looked at', wire: 'worker-postgres', says: /update platform\.audit_clock/ },
    comes: 'seldom',
    means: 'how far back no transaction is under way any more',
  },
  {
    name: 'failure told',
    wire: 'worker-temporal',
    says: /^Respond(?:Workflow|Activity)TaskFailed$/,
    comes: 'seldom',
    means: 'what a fault brings: Temporal tries it again',
  },
];

/** A boundary, and the side of it on which bytes are held back. */
export interface Point {
  readonly boundary: string;
  readonly moment: Moment;
}

const MOMENTS: readonly Moment[] = ['before', 'after'];

/** Everything that is aimed at: before and after each boundary. */
export const POINTS: readonly Point[] = BOUNDARIES.filter(({ comes }) => comes !== 'seldom').flatMap(
  ({ name, only }) =>
    MOMENTS.filter((moment) => only === undefined || only === moment).map((moment) => ({
      boundary: name,
      moment,
    })),
);

/** The boundary at which this is; undefined where it is at none of them. */
export const boundaryAt = ({ wire, said }: Pick<Passing, 'wire' | 'said'>): Boundary | undefined =>
  BOUNDARIES.find((each) => each.wire === wire && each.says.test(said));

export function boundaryNamed(name: string): Boundary {
  const found = BOUNDARIES.find((each) => each.name === name);
  if (found === undefined) throw new Error(`No boundary is called ${name}.`);
  return found;
}
