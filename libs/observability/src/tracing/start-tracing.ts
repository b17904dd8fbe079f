import { context, propagation, trace } from '@opentelemetry/api';

const SENT_EVERY_MS = 1_000;
const SENT_WITHIN_MS = 2_000;

interface Tracing {
  readonly process: string;
  /** Where spans are sent, as OTLP over HTTP; null traces nothing. */
  readonly url: string | null;
}

/**
 * From here on the spans of this process are sent. Answers how to send the last of them. What traces is loaded only
 * where it is asked for, as every process would pay for it with its start.
 */
export async function startTracing({ process, url }: Tracing): Promise<() => Promise<void>> {
  if (url === null) return () => Promise.resolve();
  const [
    sdk,
    { AsyncLocalStorageContextManager },
    { W3CTraceContextPropagator },
    otlp,
    { resourceFromAttributes },
  ] = await Promise.all([
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/context-async-hooks'),
    import('@opentelemetry/core'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  const exporter = new otlp.OTLPTraceExporter({ url, timeoutMillis: SENT_WITHIN_MS });
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({ 'service.name': `trustward-${process}` }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter, scheduledDelayMillis: SENT_EVERY_MS })],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  // Nobody waits for a span: where they cannot be sent they are lost.
  return () => provider.shutdown().catch(() => undefined);
}
