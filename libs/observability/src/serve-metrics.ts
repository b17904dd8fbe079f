import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { collectDefaultMetrics } from 'prom-client';
import { askAll } from './at-scrape.ts';
import { registry } from './metrics.ts';

const LOOPBACK = '127.0.0.1';

/** Serves the figures of this process to this machine only; port 0 is off. */
export async function serveMetrics(port: number): Promise<Server | null> {
  if (port === 0) return null;
  collectDefaultMetrics({ register: registry });
  const server = createServer((request, response) => {
    if (request.url !== '/metrics') {
      response.writeHead(404).end();
      return;
    }
    askAll()
      .then(() => registry.metrics())
      .then(
        (text) => response.writeHead(200, { 'content-type': registry.contentType }).end(text),
        () => response.writeHead(500).end(),
      );
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, LOOPBACK, resolve));
  // Figures keep no process alive.
  server.unref();
  return server;
}
