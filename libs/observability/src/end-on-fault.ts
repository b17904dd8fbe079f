import type { Logger } from './logger.ts';

/**
 * Node would print the error with its message, and a message can quote what a person wrote: only its code is logged. What
 * was let go already may still fail, as a connection does whose server dies: a process that stops merely ends by it.
 */
export function endOnFault(log: Logger, stopping?: AbortSignal): void {
  for (const fault of ['uncaughtException', 'unhandledRejection'] as const) {
    process.once(fault, (error: unknown) => {
      if (stopping?.aborted === true) {
        log.warn('something failed that was let go already', { err: error });
        process.exit(0);
      }
      log.error('ended by a fault that nothing caught', { err: error });
      process.exit(1);
    });
  }
}
