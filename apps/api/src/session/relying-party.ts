import { isIP } from 'node:net';

/** Whom passkeys are made for: the name they are bound to, and the one address at which they are used. */
export interface RelyingParty {
  readonly id: string;
  readonly origin: string;
}

const isLocal = (hostname: string): boolean => hostname === 'localhost' || hostname.endsWith('.localhost');
const LOOPBACK = /^(?:127(?:\.\d+){3}|\[::1\])$/;

/**
 * By the public address alone, never by what a request says. Browsers bind passkeys to names, which a number is not: of a
 * number of this machine `localhost` stands for it. Null where no browser would make one: another number, or plain http.
 */
export function relyingPartyOf(publicUrl: string): RelyingParty | null {
  const url = new URL(publicUrl);
  if (LOOPBACK.test(url.hostname)) url.hostname = 'localhost';
  const { hostname, protocol, origin } = url;
  if (isIP(hostname) !== 0 || hostname.startsWith('[')) return null;
  return protocol === 'https:' || isLocal(hostname) ? { id: hostname, origin } : null;
}
