import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterAll, describe, expect, it } from 'vitest';
import { requestSeconds } from './metrics.ts';
import { serveMetrics } from './serve-metrics.ts';

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => {
        resolve(port);
      });
    });
  });

describe('metrics', async () => {
  const port = await freePort();
  const server = await serveMetrics(port);
  afterAll(() => server?.close());

  it('are served on the loopback, routes named by their template', async () => {
    requestSeconds.observe({ method: 'GET', route: '/api/cases/:caseId', status: '200' }, 0.01);
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(text).toContain(
      'trustward_request_seconds_count{method="GET",route="/api/cases/:caseId",status="200"} 1',
    );
    expect(text).toContain('process_cpu_seconds_total');
  });

  it('are all that stands there', async () => {
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
  });

  it('are off with port 0', async () => {
    expect(await serveMetrics(0)).toBeNull();
  });
});
