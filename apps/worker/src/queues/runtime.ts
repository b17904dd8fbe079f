import { Runtime, makeTelemetryFilterString, type LogLevel } from '@temporalio/worker';
import type { Logger } from '@trustward/observability';
import { figuresOfTemporal } from './workflow-task-failures.ts';

/**
 * Hands the SDK's own lines to our log, its shutdown to ours, as it must not act on signals by itself, and what it
 * counts to our figures, where somebody reads them.
 */
export async function installRuntime(log: Logger, withFigures: boolean): Promise<void> {
  const at =
    (level: LogLevel) =>
    (sentence: string, meta?: Meta): void =>
      write(log, level, sentence, meta);
  Runtime.install({
    shutdownSignals: [],
    telemetryOptions: {
      logging: { filter: makeTelemetryFilterString({ core: 'WARN', other: 'ERROR' }), forward: {} },
      ...(withFigures && { metrics: await figuresOfTemporal() }),
    },
    logger: {
      log: (level, sentence, meta) => write(log, level, sentence, meta),
      ...{ trace: at('TRACE'), debug: at('DEBUG'), info: at('INFO'), warn: at('WARN'), error: at('ERROR') },
    },
  });
}

type Meta = Readonly<Record<string | symbol, unknown>>;

/** Said by us already: an activity's failure with its code, and that a server is away, once. */
const SAID_BEFORE = /^(Activity failed|gRPC call \w+ retried)/;

function write(log: Logger, level: LogLevel, sentence: string, meta?: Meta): void {
  const fields = { workflowId: meta?.['workflowId'], queue: meta?.['taskQueue'] };
  if (SAID_BEFORE.test(sentence)) log.debug(sentence, fields);
  else if (level === 'ERROR') log.error(sentence, fields);
  else if (level === 'WARN') log.warn(sentence, fields);
  else log.debug(sentence, fields);
}
