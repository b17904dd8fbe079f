import { ROOT_CONTEXT, SpanStatusCode, context, propagation, trace } from '@opentelemetry/api';
import type { Span } from '@opentelemetry/api';
import { allowListed, errorForLog } from '../fields.ts';

/** The fields of a log line, for a span is read by the same people. */
type Fields = Readonly<Record<string, string | number | boolean | null>>;

const tracer = () => trace.getTracer('trustward');
const attributes = (fields: Fields) => allowListed(fields) as Record<string, string | number | boolean>;

/** The work as a span of the trace that goes on here. Without tracing it is the work alone. */
export function traced<T>(name: string, fields: Fields, work: () => Promise<T>): Promise<T> {
  return tracer().startActiveSpan(name, { attributes: attributes(fields) }, async (span) => {
    try {
      return await work();
    } catch (error) {
      // By its kind: what an error says may quote what a person wrote.
      span.setStatus({ code: SpanStatusCode.ERROR, message: String(errorForLog(error)['name']) });
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Where the trace has got to, as a string that another process goes on from; null where nothing is traced. */
export function traceparent(): string | null {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent ?? null;
}

/** Goes on from what `traceparent` said elsewhere; anything else begins anew. */
export function following<T>(said: unknown, work: () => T): T {
  const carrier = typeof said === 'string' ? { traceparent: said } : {};
  return context.with(propagation.extract(ROOT_CONTEXT, carrier), work);
}

/** A span that is opened in one place and ended in another. */
export class OpenSpan {
  readonly #span: Span;

  constructor(name: string, fields: Fields, startedMsAgo: number) {
    const startTime = Date.now() - startedMsAgo;
    this.#span = tracer().startSpan(name, { attributes: attributes(fields), startTime, root: true });
  }

  within(work: () => void): void {
    context.with(trace.setSpan(ROOT_CONTEXT, this.#span), work);
  }

  end(fields: Fields): void {
    this.#span.setAttributes(attributes(fields));
    this.#span.end();
  }
}
