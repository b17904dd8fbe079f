import { requestSeconds } from '@trustward/observability';
import type { Logger } from '@trustward/observability';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** One line per answered request: the route's template and never the address, which may carry an id or a query. */
export function logRequests(server: FastifyInstance, logger: Logger): void {
  server.addHook('onResponse', (request, reply, done) => {
    logAnswer(logger, request, reply);
    done();
  });
}

export function logAnswer(logger: Logger, request: FastifyRequest, reply: FastifyReply): void {
  const { method } = request;
  const route = request.routeOptions.url ?? '(none)';
  const status = reply.statusCode;
  const durationMs = Math.round(reply.elapsedTime * 10) / 10;
  logger.info('answered', { requestId: request.id, method, route, status, durationMs });
  requestSeconds.observe({ method, route, status }, reply.elapsedTime / 1_000);
}
