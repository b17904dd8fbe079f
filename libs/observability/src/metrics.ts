import { Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Every figure of this process; the table of the README says what each means. No label carries an id. */
export const registry = new Registry();
const registers = [registry];

/** Routes are named by their template: an address would carry an id. */
export const requestSeconds = new Histogram({
  name: 'trustward_request_seconds',
  help: 'How long requests took',
  labelNames: ['method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
  registers,
});

/** What a clock brings that somebody hears of, named as the chain does. */
export const TIMED = [
  'reminder',
  'breach',
  'stillLate',
  'unacknowledged',
  'nothingHeard',
  'agreementUnanswered',
] as const;

/** A drill's clock is moved by people, so that its lateness means nothing and is not counted. */
export const latenessSeconds = new Histogram({
  name: 'trustward_lateness_seconds',
  help: 'How long after its instant something that a clock brings was played',
  labelNames: ['kind'],
  buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 900, 3_600, 21_600, 86_400],
  registers,
});

for (const kind of TIMED) latenessSeconds.zero({ kind });

export const relayLagSeconds = new Histogram({
  name: 'trustward_relay_lag_seconds',
  help: 'How long a committed job waited until Temporal had it',
  buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 900, 3_600],
  registers,
});

export const pokes = new Counter({
  name: 'trustward_pokes_total',
  help: 'Cases the relay told their workflow to look at',
  registers,
});

/** Should stay at nought: each one is a job that somebody must look at. */
export const parkedPokes = new Counter({
  name: 'trustward_parked_pokes_total',
  help: 'Jobs that named no case, or that Temporal refused for a minute, and were put aside',
  registers,
});

/** Should stay at nought: counted each time that such a case is found, at least hourly until it is mended. */
export const unreadableCases = new Counter({
  name: 'trustward_unreadable_cases_total',
  help: 'Cases that could not be read back, and go the safe route',
  registers,
});

/** What of that which a case opens under could not be read. */
export const UNREAD = ['calendar', 'authority', 'procedure'] as const;

/** Should stay at nought: each one is a case that opened by what was there before, or by nothing. */
export const openedUnread = new Counter({
  name: 'trustward_opened_unread_total',
  help: 'Cases that opened while the calendar or the layers in force could not be read',
  labelNames: ['what'],
  registers,
});

for (const what of UNREAD) openedUnread.inc({ what }, 0);

/** Should stay at nought: each one is a wake that Temporal did not bring. */
export const overdueWakes = new Counter({
  name: 'trustward_overdue_wakes_total',
  help: 'Cases the watchdog found past their wake',
  registers,
});

/** Should stay at nought: each one is a delivery that no workflow brought. */
export const overdueDeliveries = new Counter({
  name: 'trustward_overdue_deliveries_total',
  help: 'Deliveries the watchdog found undelivered long after they were decided',
  registers,
});

/** Should stay at nought: each one is a school that goes without until it is asked again the next day. */
export const routineFailures = new Counter({
  name: 'trustward_routine_failures_total',
  help: 'Schools at which a case that comes with the calendar could not be opened',
  registers,
});

/** Should stay at nought: each one is a case that Temporal drove otherwise than PostgreSQL says. */
export const reconciled = new Counter({
  name: 'trustward_reconciled_total',
  help: 'Differences between Temporal and PostgreSQL that the nightly comparison found and repaired',
  labelNames: ['difference'],
  registers,
});

/** Should stay at nought: until the next one ends, nobody knows whether the two agree. */
export const reconcileFailures = new Counter({
  name: 'trustward_reconcile_failures_total',
  help: 'Nightly comparisons of Temporal and PostgreSQL that did not come to their end',
  registers,
});

/** Should stay at nought: somebody wrote to the audit past the product. */
export const forgedAuditRows = new Counter({
  name: 'trustward_audit_forged_rows_total',
  help: 'Rows of the audit that had not been written with the trust’s key when they were sealed',
  registers,
});

/** Should stay at nought: until they are, what they seal can be changed by whoever keeps the database. */
export const headsNotShipped = new Counter({
  name: 'trustward_audit_ship_failures_total',
  help: 'Attempts to ship heads of the audit that failed',
  registers,
});

/** By what became of them. */
export const messages = new Counter({
  name: 'trustward_messages_total',
  help: 'Messages that left the portal, or could not',
  labelNames: ['state'],
  registers,
});

/** Should stay at nought: nobody is told by it until its password, key or template is mended. */
export const mailLoginRefused = new Counter({
  name: 'trustward_mail_login_refused_total',
  help: 'Attempts to send in which the carrier refused our password, key or template',
  registers,
});

export const partUp = new Gauge({
  name: 'trustward_part_up',
  help: 'Whether a part of the worker is up, or what it does again and again last succeeded',
  labelNames: ['part'],
  registers,
});

export const answered = new Gauge({
  name: 'trustward_figures_known',
  help: 'Whether those who keep the figures that are asked for at a scrape answered',
  labelNames: ['from'],
  registers,
});

export const unfinishedCount = new Gauge({
  name: 'trustward_unfinished',
  help: 'What is begun and not ended',
  labelNames: ['what', 'state'],
  registers,
});

export const unfinishedSeconds = new Gauge({
  name: 'trustward_unfinished_oldest_seconds',
  help: 'For how long the oldest of what is begun and not ended has been so',
  labelNames: ['what', 'state'],
  registers,
});

export const silenceSeconds = new Gauge({
  name: 'trustward_silence_seconds',
  help: 'How long ago it was last said that something works, or that a process lives',
  labelNames: ['what'],
  registers,
});

/** Should stay at nought: each one is a case that does not move until a worker that can drive it has come. */
export const workflowTaskFailures = new Counter({
  name: 'trustward_workflow_task_failures_total',
  help: 'Workflow tasks that failed in this worker, by the reason that Temporal gives',
  labelNames: ['reason'],
  registers,
});
