export { atScrape } from './at-scrape.ts';
export type { Source } from './at-scrape.ts';
export { endOnFault } from './end-on-fault.ts';
export { LOGGED_FIELDS, errorForLog } from './fields.ts';
export { createLogger } from './logger.ts';
export type { Logger, LoggerOptions } from './logger.ts';
export {
  TIMED,
  UNREAD,
  forgedAuditRows,
  headsNotShipped,
  latenessSeconds,
  mailLoginRefused,
  messages,
  openedUnread,
  overdueDeliveries,
  overdueWakes,
  unreadableCases,
  parkedPokes,
  partUp,
  pokes,
  reconciled,
  reconcileFailures,
  routineFailures,
  relayLagSeconds,
  requestSeconds,
  workflowTaskFailures,
} from './metrics.ts';
export { serveMetrics } from './serve-metrics.ts';
export { showSilences, showUnfinished } from './unfinished.ts';
export type { Unfinished } from './unfinished.ts';
export { OpenSpan, following, traced, traceparent } from './tracing/spans.ts';
export { startTracing } from './tracing/start-tracing.ts';
