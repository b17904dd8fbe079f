import { DefaultLogger, Runtime, makeTelemetryFilterString } from '@temporalio/worker';

/** Call once per test file, before anything else of Temporal: its talk would bury the results. */
export const quietRuntime = (): void => {
  const filter = makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' });
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    shutdownSignals: [],
    telemetryOptions: { logging: { filter, forward: {} } },
  });
};
