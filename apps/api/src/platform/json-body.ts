import type { FastifyInstance, FastifyRequest } from 'fastify';
import { BadRequest, ProblemError } from './problems.ts';

const CHARSET = /;\s*charset\s*=\s*"?([^\s";]*)/i;
const UTF_8 = /^utf-?8$/i;

/** JSON is UTF-8: bytes that are not would be kept as other words than were sent, so they are refused. */
export function readJsonBodies(server: FastifyInstance): void {
  // A field called `__proto__` is refused by the contract pipe, which says where it stands.
  const parse = server.getDefaultJsonParser('ignore', 'error');
  server.removeContentTypeParser('application/json');
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    const text = textOf(request, body);
    if (typeof text === 'string') void parse(request, text, done);
    else done(text);
  });
}

function textOf(request: FastifyRequest, body: Buffer): string | ProblemError {
  const charset = CHARSET.exec(request.headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  if (!UTF_8.test(charset)) return new ProblemError(415, 'badRequest', 'Send the body in UTF-8.');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    // Only the decoder knows which bytes are no UTF-8.
    return new BadRequest('The body is not UTF-8.');
  }
}
