import { OpenSpan } from '@trustward/observability';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/**
 * Each request that reaches its route is a trace of its own, named by the route's template: who asks from outside cannot
 * make it part of another. Opened once the body has been read, as reading loses what belongs to a request.
 */
export function traceRequests(server: FastifyInstance): void {
  const open = new WeakMap<FastifyRequest, OpenSpan>();
  server.addHook('preHandler', (request, reply, done) => {
    const { method, id: requestId } = request;
    const route = request.routeOptions.url ?? '(none)';
    const span = new OpenSpan(`${method} ${route}`, { requestId, method, route }, reply.elapsedTime);
    open.set(request, span);
    span.within(done);
  });
  server.addHook('onResponse', (request, reply, done) => {
    open.get(request)?.end({ status: reply.statusCode });
    done();
  });
}
