import { Runtime, makeTelemetryFilterString, type LogLevel } from '@temporalio/worker';
import type { Logger } from '@trustward/observability';

/** Hands the SDK's own lines to our log, and its shutdown to ours: it must not act on signals by itself. */
export function installRuntime(log: Logger): void {
  const write = (level: LogLevel, sentence: string): void => {
    if (level === 'ERROR') log.error(sentence);
    else if (level === 'WARN') log.warn(sentence);
    else log.debug(sentence);
  };
  Runtime.install({
    shutdownSignals: [],
    telemetryOptions: {
      logging: { filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }), forward: {} },
    },
    logger: {
      log: write,
      trace: (sentence) => write('TRACE', sentence),
      debug: (sentence) => write('DEBUG', sentence),
      info: (sentence) => write('INFO', sentence),
      warn: (sentence) => write('WARN', sentence),
      error: (sentence) => write('ERROR', sentence),
    },
  });
}
