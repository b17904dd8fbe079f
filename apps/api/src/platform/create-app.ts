import { randomUUID } from 'node:crypto';
import type { Duplex } from 'node:stream';
import cookies from '@fastify/cookie';
import type { LoggerService } from '@nestjs/common';
import { DiscoveryService, NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { NOTE_MAX_LENGTH } from '@trustward/chain';
import type { Logger } from '@trustward/observability';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppModule } from '../app.module.ts';
import type { ApiConfig } from './api-config.ts';
import { asProblem, codeOf } from './as-problem.ts';
import { ContractPipe } from './contract.pipe.ts';
import { readJsonBodies } from './json-body.ts';
import { MalformedHttp } from './malformed-http.ts';
import { OpenApiDocument } from './openapi.controller.ts';
import { openApiOf } from './openapi.ts';
import { servePortal } from './portal.ts';
import { ProblemFilter, sendProblem } from './problem.filter.ts';
import { logAnswer, logRequests } from './request-log.ts';
import { traceRequests } from './request-traces.ts';
import { refuseUnmarked, routesOf } from './routes.ts';
import { headersAlways, securityHeaders } from './security-headers.ts';

export const PREFIX = 'api';
export const UNPREFIXED = ['/healthz', '/readyz'];

/** A step's form may hold several notes; JSON and UTF-8 may make each character six bytes. */
const BODY_MAX_BYTES = 16 * NOTE_MAX_LENGTH * 6;

/** Whoever sends a request byte by byte is not served for ever; a stream that we send is not meant. */
const REQUEST_WITHIN_MS = 30_000;
const LOOKED_FOR_EVERY_MS = 5_000;

/** The application as it runs, whole; specs start this same one. */
export async function createApp(config: ApiConfig, logger: Logger): Promise<NestFastifyApplication> {
  const adapter = newAdapter(config, logger);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config, logger), adapter, {
    logger: nestLogger(logger),
    abortOnError: false,
    // Fastify reads JSON by itself; Nest would add forms, which only another site's page would send.
    bodyParser: false,
  });
  app.setGlobalPrefix(PREFIX, { exclude: UNPREFIXED });
  app.useGlobalPipes(new ContractPipe());
  app.useGlobalFilters(new ProblemFilter((thrown, request) => logUnexpected(logger, thrown, request)));
  refuseUnmarked(routesOf(app.get(DiscoveryService), `/${PREFIX}`, UNPREFIXED));
  app.get(OpenApiDocument).describe(() => openApiOf(app));
  servePortal(adapter.getInstance(), config.http.portalDir);
  return app;
}

function newAdapter(config: ApiConfig, logger: Logger): FastifyAdapter {
  const setHeaders = securityHeaders(config.http.publicUrl.startsWith('https:'));
  const malformed = new MalformedHttp(logger, headersAlways(setHeaders));
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_MAX_BYTES,
    trustProxy: config.http.trustedProxies.length > 0 && [...config.http.trustedProxies],
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    skipMiddie: true,
    exposeHeadRoutes: false,
    requestTimeout: REQUEST_WITHIN_MS,
    forceCloseConnections: true,
    // Whoever is still served while we stop is served as ever, not told so in a body of another kind.
    return503OnClosing: false,
    // Without it node answers in its own words; see `unfit`.
    http: { requireHostHeader: false, connectionsCheckingInterval: LOOKED_FOR_EVERY_MS },
    clientErrorHandler: (error: Error, socket: Duplex) => malformed.onClientError(error, socket),
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
      // No hook runs for an address that cannot be routed.
      setHeaders(request, reply);
      reply.header('x-request-id', request.id);
      sendProblem(reply, asProblem(error), request.id);
      logAnswer(logger, request, reply);
    },
  });
  const server = adapter.getInstance();
  malformed.listenTo(server.server);
  readJsonBodies(server);
  void server.register(cookies);
  server.decorateRequest('session', null);
  server.addHook('onRequest', (request, reply, done) => {
    setHeaders(request, reply);
    reply.header('x-request-id', request.id);
    if (request.url.startsWith('/api')) reply.header('cache-control', 'no-store');
    const problem = malformed.unfit(request.raw);
    if (problem === null) done();
    else sendProblem(reply.header('connection', 'close'), problem, request.id);
  });
  logRequests(server, logger);
  if (config.traces.url !== null) traceRequests(server);
  return adapter;
}

const logUnexpected = (logger: Logger, thrown: unknown, request: FastifyRequest): void =>
  logger.error('answered with a fault of ours', {
    requestId: request.id,
    method: request.method,
    route: request.routeOptions.url ?? '(none)',
    code: codeOf(thrown),
    err: thrown,
  });

/** Nest speaks only when something is wrong, and through our list of fields. */
function nestLogger(logger: Logger): LoggerService {
  return {
    log: () => undefined,
    verbose: () => undefined,
    debug: () => undefined,
    warn: () => logger.warn('the framework warns'),
    error: (thrown: unknown) => logger.error('the framework reports a fault', { err: thrown }),
    fatal: (thrown: unknown) => logger.error('the framework gives up', { err: thrown }),
  };
}
