export { endOnFault } from './end-on-fault.ts';
export { LOGGED_FIELDS, errorForLog } from './fields.ts';
export { createLogger } from './logger.ts';
export type { Logger, LoggerOptions } from './logger.ts';
export {
  mailLoginRefused,
  messages,
  overdueDeliveries,
  overdueWakes,
  unreadableCases,
  parkedPokes,
  pokes,
  reconciled,
  requestSeconds,
  serveMetrics,
} from './metrics.ts';
