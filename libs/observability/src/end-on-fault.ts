import type { Logger } from './logger.ts';

/** Node would print the error with its message, and a message can quote what a person wrote: only its code is logged. */
export function endOnFault(log: Logger): void {
  for (const fault of ['uncaughtException', 'unhandledRejection'] as const) {
    process.once(fault, (error: unknown) => {
      log.error('ended by a fault that nothing caught', { err: error });
      process.exit(1);
    });
  }
}
