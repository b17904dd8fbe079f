import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

interface Span {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
}

interface Sent {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly { readonly spans: readonly Span[] }[];
  }[];
}

export interface TraceCollector {
  readonly url: string;
  /** All that was sent, as it was sent. */
  words(): string;
  /** The names from the first of the span's trace down to it, for each span of that name. */
  ways(name: string): readonly string[][];
  end(): Promise<void>;
}

/** Takes what is sent to it by OTLP over HTTP, as a collector of traces does. */
export async function startTraceCollector(): Promise<TraceCollector> {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      bodies.push(body);
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const spans = () =>
    bodies.flatMap((body) =>
      (JSON.parse(body) as Sent).resourceSpans.flatMap(({ scopeSpans }) =>
        scopeSpans.flatMap((scope) => scope.spans),
      ),
    );
  return {
    url: `http://127.0.0.1:${port}/v1/traces`,
    words: () => bodies.join('\n'),
    ways: (name) => {
      const all = spans();
      return all.filter((span) => span.name === name).map((span) => wayTo(span, all));
    },
    end: () =>
      new Promise((ended) => {
        server.closeAllConnections();
        server.close(() => ended());
      }),
  };
}

function wayTo(span: Span, all: readonly Span[]): string[] {
  const above = all.find(({ traceId, spanId }) => traceId === span.traceId && spanId === span.parentSpanId);
  return above === undefined ? [span.name] : [...wayTo(above, all), span.name];
}
