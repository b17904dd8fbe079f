import type { Server } from 'node:http';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '@trustward/api';
import type { ApiConfig } from '@trustward/api';
import type { Problem } from '@trustward/contracts';
import { problem } from '@trustward/contracts';
import { createLogger } from '@trustward/observability';
import type { TestDatabase } from '@trustward/testing';
import supertest from 'supertest';
import type { Response } from 'supertest';

export interface ApiServer {
  readonly app: NestFastifyApplication;
  readonly http: Server;
  /** Everything the process logged. */
  readonly log: string[];
  close(): Promise<void>;
}

interface Options {
  readonly publicUrl?: string;
  readonly portalDir?: string;
  readonly demo?: boolean;
  readonly callbackToken?: string;
  readonly issuersOnLoopback?: boolean;
}

/** The real application on a test file's own database, listening on a free port of the loopback. */
export async function startApi(database: TestDatabase, options: Options = {}): Promise<ApiServer> {
  const log: string[] = [];
  const logger = createLogger({
    process: 'api',
    level: 'debug',
    to: { write: (line) => void log.push(line) },
  });
  const app = await createApp(configOf(database, options), logger);
  await app.listen(0, '127.0.0.1');
  return { app, http: app.getHttpServer() as Server, log, close: () => app.close() };
}

const configOf = (database: TestDatabase, options: Options): ApiConfig => ({
  apiDatabase: { url: database.apiUrl, poolSize: 5 },
  temporal: { address: '127.0.0.1:1', namespace: 'test' },
  http: {
    publicUrl: options.publicUrl ?? 'http://127.0.0.1:4300',
    host: '127.0.0.1',
    port: 4300,
    portalDir: options.portalDir ?? '/nonexistent',
    trustedProxies: [],
  },
  keys: { file: database.keyFile, earlierFiles: [], service: null },
  outages: { afterSeconds: 60 },
  traces: { url: null },
  callbacks: { token: options.callbackToken ?? null },
  signOn: { loopback: options.issuersOnLoopback ?? true },
  demo: { on: options.demo ?? true },
  log: { level: 'debug' },
});

/** The problem an answer carries; fails when it is not one, or says more than it should. */
export function problemOf(response: Response, status: number, code: Problem['code']): Problem {
  const type = String(response.headers['content-type']);
  if (response.status !== status || !type.startsWith('application/problem+json')) {
    throw new Error(`expected ${status} ${code}, got ${response.status} ${type} ${response.text}`);
  }
  const body = problem.strict().parse(JSON.parse(response.text));
  if (body.status !== status || body.code !== code) throw new Error(`expected ${code}, got ${response.text}`);
  return body;
}

export const asking = (server: ApiServer) => supertest(server.http);
