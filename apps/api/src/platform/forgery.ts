import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { ForgeryRefused } from './problems.ts';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

export const isWrite = (request: FastifyRequest): boolean => !SAFE.has(request.method);

/** Told to the signed-in page by `me`; a page of another site cannot read it. Nothing to store: the session is its key. */
export const csrfTokenOf = (sessionToken: Buffer): string =>
  createHmac('sha256', sessionToken).update('trustward csrf').digest('base64url');

/** Refuses a write that a browser says was sent by another site. Scripts send neither header and need the token. */
export function refuseForeignOrigin(request: FastifyRequest, publicOrigin: string): void {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') {
    throw new ForgeryRefused('This was sent by another site.');
  }
  const { origin } = request.headers;
  if (origin === undefined || origin === publicOrigin || isOurLoopback(origin, request)) return;
  throw new ForgeryRefused('This was sent by another site.');
}

export function refuseWrongToken(request: FastifyRequest, csrfToken: string): void {
  const given = Buffer.from(String(request.headers['x-csrf-token'] ?? ''));
  const wanted = Buffer.from(csrfToken);
  if (given.length === wanted.length && timingSafeEqual(given, wanted)) return;
  throw new ForgeryRefused('Reload the page and try again: the x-csrf-token header is missing or old.');
}

const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Whoever works on the machine itself may type any of its names, with our port. A name that somebody else's DNS points
 * here is none of them, though origin and host agree.
 */
function isOurLoopback(origin: string, { headers, socket }: FastifyRequest): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname, host, port } = new URL(origin);
  return (
    protocol === 'http:' &&
    LOOPBACK.has(hostname) &&
    host === headers.host &&
    Number(port || 80) === socket.localPort
  );
}
