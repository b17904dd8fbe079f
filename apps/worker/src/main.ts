import { loadConfig } from '@trustward/config';
import { createLogger, endOnFault, serveMetrics, startTracing } from '@trustward/observability';
import { installRuntime } from './queues/runtime.ts';
import { workflowBundle } from './queues/workflow-bundle.ts';
import { runWorker } from './worker.ts';

const STOP_WITHIN_MS = 4_000;

const config = loadConfig(
  'workerDatabase',
  'temporal',
  'keys',
  'evidence',
  'workflows',
  'outages',
  'mail',
  'returns',
  'notify',
  'metrics',
  'traces',
  'log',
);
const log = createLogger({ process: 'worker', level: config.log.level });
const sendLastSpans = await startTracing({ process: 'worker', url: config.traces.url });
await installRuntime(log, config.metrics.port !== 0);

const stop = new AbortController();
endOnFault(log, stop.signal);
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    log.info('stopping', { signal });
    stop.abort();
    // Everything under way can be done again by the next worker, so nothing is worth waiting for longer.
    setTimeout(() => process.exit(0), STOP_WITHIN_MS).unref();
  });
}

await serveMetrics(config.metrics.port);
const bundle = await workflowBundle(config.workflows.bundle);
await runWorker({ config, workflowBundle: bundle, stopping: stop.signal, log });
await sendLastSpans();
log.info('stopped');
process.exit(0);
