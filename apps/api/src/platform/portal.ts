import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { newNonce, readPortal, withNonce } from './portal-files.ts';
import type { PortalFile } from './portal-files.ts';
import { sendProblem } from './problem.filter.ts';
import { NotThereOrNotYours, Unavailable } from './problems.ts';
import { setPagePolicy } from './security-headers.ts';

/** Keeps the portal for when there is no network. */
const WORKER = '/worker.js';
const NOT_PAGES = /^\/(api|healthz|readyz)(\/|$)/;

/**
 * Serves the built portal: its files by name, its page for every other address, so that a link into it opens. What
 * looks like a file and is not one is not there.
 */
export function servePortal(server: FastifyInstance, dir: string): void {
  const files = readPortal(dir);
  const page = files.get('/index.html')?.bytes.toString('utf8');

  const serve = (request: FastifyRequest, reply: FastifyReply): void => {
    const path = pathOf(request);
    const file = path === '/index.html' ? undefined : files.get(path);
    if (file !== undefined) return sendFile(request, reply, file);
    if (NOT_PAGES.test(path) || /\.[a-z0-9]+$/i.test(path)) {
      return path === '/index.html' && page !== undefined
        ? sendPage(request, reply, page)
        : sendProblem(reply, new NotThereOrNotYours(), request.id);
    }
    if (page === undefined) {
      return sendProblem(reply, new Unavailable('The portal has not been built yet.'), request.id);
    }
    return sendPage(request, reply, page);
  };
  server.route({ method: ['GET', 'HEAD'], url: '/*', handler: serve });
}

function sendPage(request: FastifyRequest, reply: FastifyReply, page: string): void {
  const nonce = newNonce();
  setPagePolicy(request, reply, nonce);
  reply
    .header('content-type', 'text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(withNonce(page, nonce));
}

function sendFile(request: FastifyRequest, reply: FastifyReply, file: PortalFile): void {
  reply
    .header('etag', file.etag)
    .header('cache-control', file.cacheControl)
    .header('vary', 'accept-encoding');
  // What a worker may fetch is laid down with its own script.
  if (file.path === WORKER) reply.header('content-security-policy', "default-src 'none'; connect-src 'self'");
  if (request.headers['if-none-match'] === file.etag) {
    reply.code(304).send();
    return;
  }
  const encoding = file.encodingFor(String(request.headers['accept-encoding'] ?? ''));
  if (encoding !== 'identity') reply.header('content-encoding', encoding);
  reply.type(file.type).send(file.as(encoding));
}

/** The address without its query, decoded; one that does not decode matches no file. */
function pathOf(request: FastifyRequest): string {
  const raw = request.url.split('?', 1)[0] ?? '/';
  try {
    return decodeURIComponent(raw);
  } catch (malformed) {
    if (malformed instanceof URIError) return raw;
    throw malformed;
  }
}
