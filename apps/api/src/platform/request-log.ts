import type { Logger } from '@trustward/observability';
import type { FastifyInstance } from 'fastify';

/** One line per answered request: the route's template and never the address, which may carry an id or a query. */
export function logRequests(server: FastifyInstance, logger: Logger): void {
  server.addHook('onResponse', (request, reply, done) => {
    logger.info('answered', {
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? '(none)',
      status: reply.statusCode,
      durationMs: Math.round(reply.elapsedTime * 10) / 10,
    });
    done();
  });
}
