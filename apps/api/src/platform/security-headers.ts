import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { FastifyReply, FastifyRequest } from 'fastify';
import helmet from 'helmet';

const TWO_YEARS = 63_072_000;

/** No page of ours needs a camera, a place or a payment. Helmet does not set this one. */
const PERMISSIONS = 'camera=(), geolocation=(), microphone=(), payment=(), usb=()';

/** Nothing the API answers is ever a document. */
const API_POLICY = {
  'default-src': ["'none'"],
  'frame-ancestors': ["'none'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
};

/** Sets headers on the raw answer, which Fastify's own come on top of. */
export type SetHeaders = (request: Pick<FastifyRequest, 'raw'>, reply: Pick<FastifyReply, 'raw'>) => void;

/** The headers of every answer, errors included; pages replace the policy with one that lets them run. */
export function securityHeaders(https: boolean): SetHeaders {
  const set = helmet({
    contentSecurityPolicy: { useDefaults: false, directives: API_POLICY },
    strictTransportSecurity: https && { maxAge: TWO_YEARS, includeSubDomains: true },
    // Nobody else's page may hold ours.
    xFrameOptions: { action: 'deny' },
    // For browsers that cannot run the portal, and for a server that names itself, which this one does not.
    xDownloadOptions: false,
    xXssProtection: false,
    xPoweredBy: false,
  });
  return ({ raw: request }, { raw: response }) => {
    set(request, response, throwFault);
    response.setHeader('permissions-policy', PERMISSIONS);
  };
}

/** The same headers for an answer that no request stands behind. */
export function headersAlways(setHeaders: SetHeaders): Readonly<Record<string, string>> {
  const request = new IncomingMessage(new Socket());
  const response = new ServerResponse(request);
  setHeaders({ raw: request }, { raw: response });
  return Object.fromEntries(
    Object.entries(response.getHeaders()).map(([name, value]) => [name, String(value)]),
  );
}

/** Lets this one answer be a page: only what carries its nonce runs. */
export function setPagePolicy(request: FastifyRequest, reply: FastifyReply, nonce: string): void {
  const set = helmet.contentSecurityPolicy({ useDefaults: false, directives: pagePolicy(nonce) });
  set(request.raw, reply.raw, throwFault);
}

/**
 * Only our own files run, and of inline ones only those that carry this answer's nonce; no string becomes markup
 * unless it went through Angular's policies or the one the portal names its service worker with.
 */
const pagePolicy = (nonce: string) => ({
  'default-src': ["'self'"],
  'script-src': ["'self'", `'nonce-${nonce}'`],
  'style-src': ["'self'", `'nonce-${nonce}'`],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'worker-src': ["'self'"],
  'manifest-src': ["'self'"],
  'object-src': ["'none'"],
  'base-uri': ["'self'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
  'require-trusted-types-for': ["'script'"],
  'trusted-types': ['angular', 'angular#bundler', 'trustward'],
});

function throwFault(fault?: unknown): void {
  if (fault !== undefined) throw fault;
}
