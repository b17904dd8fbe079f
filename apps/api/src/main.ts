import 'reflect-metadata';
import { loadConfig } from '@trustward/config';
import { createLogger, endOnFault, serveMetrics, startTracing } from '@trustward/observability';
import { createApp } from './platform/create-app.ts';

const config = loadConfig(
  'apiDatabase',
  'temporal',
  'http',
  'keys',
  'outages',
  'callbacks',
  'signOn',
  'demo',
  'metrics',
  'traces',
  'log',
);
const logger = createLogger({ process: 'api', level: config.log.level });
endOnFault(logger);
const sendLastSpans = await startTracing({ process: 'api', url: config.traces.url });

const app = await createApp(config, logger);
await app.listen(config.http.port, config.http.host);
// Only now: its figures being there tells the launcher that this process, and no other, has the port.
await serveMetrics(config.metrics.port);
logger.info('listening', { host: config.http.host, port: config.http.port });

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    logger.info('stopping', { signal });
    void app
      .close()
      .then(sendLastSpans)
      .then(
        () => process.exit(0),
        (failed: unknown) => {
          logger.error('did not stop cleanly', { err: failed });
          process.exit(1);
        },
      );
  });
}
