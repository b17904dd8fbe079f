import { lookup } from 'node:dns';
import type { LookupAddress } from 'node:dns';
import { request as requestPlain } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as requestTls } from 'node:https';
import { isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import { isLoopback, isPublic } from './address.ts';

const WITHIN_MS = 5_000;
const MOST_BYTES = 512 * 1024;
/** These carry no body, and `Response` takes none. */
const BODILESS = new Set([204, 205, 304]);

/** Why an address that somebody entered was not asked. It says nothing of what stands there. */
export class OutgoingRefused extends Error {
  override readonly name = 'OutgoingRefused';
  constructor(readonly because: 'notHttps' | 'notPublic' | 'redirect' | 'tooLarge') {
    super(because);
  }
}

/** What is asked, as `fetch` takes it. */
export interface Asked {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}
export type Outgoing = (url: string, asked: Asked) => Promise<Response>;

type Resolve = (
  host: string,
  options: { readonly all: true },
  done: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void;

interface Options {
  /** Whether this machine's own addresses may be asked, and without TLS: for tests and development alone. */
  readonly loopback: boolean;
  readonly resolve?: Resolve;
}

/**
 * A `fetch` for addresses that somebody entered. What a name stands for is looked at as the connection is made, so that it
 * cannot stand for another a moment later; no redirect is followed, no connection kept, and no answer is read for ever.
 */
export function outgoing({ loopback, resolve = lookup }: Options): Outgoing {
  return async (url, asked) => {
    const to = new URL(url);
    const isPlain = to.protocol === 'http:' && loopback;
    if (!isPlain && to.protocol !== 'https:') throw new OutgoingRefused('notHttps');
    if (to.username !== '' || to.password !== '') throw new OutgoingRefused('notPublic');
    const mayReach = (address: string): boolean =>
      (loopback && isLoopback(address)) || (!isPlain && isPublic(address));
    // A name is asked about by `lookup`; an address is never looked up.
    const host = to.hostname.replace(/^\[(.*)\]$/, '$1');
    if (isIP(host) !== 0 && !mayReach(host)) throw new OutgoingRefused('notPublic');
    return send(to, isPlain, asked, checked(resolve, mayReach));
  };
}

/** One address among several that may not be reached is enough: which of them is taken is not ours to say. */
const checked =
  (resolve: Resolve, mayReach: (address: string) => boolean): LookupFunction =>
  (host, options, done) =>
    resolve(host, { all: true }, (error, found = []) => {
      if (error !== null) return done(error, '');
      const [first] = found;
      if (first === undefined || !found.every(({ address }) => mayReach(address))) {
        return done(new OutgoingRefused('notPublic'), '');
      }
      if (options.all) done(null, found);
      else done(null, first.address, first.family);
    });

function send(to: URL, isPlain: boolean, asked: Asked, lookup: LookupFunction): Promise<Response> {
  const { method, headers, body, signal } = asked;
  const within = AbortSignal.timeout(WITHIN_MS);
  return new Promise((answered, failed) => {
    const request = (isPlain ? requestPlain : requestTls)(
      to,
      {
        ...{ method, headers, lookup, agent: false },
        signal: signal === undefined ? within : AbortSignal.any([signal, within]),
      },
      (answer) => void read(answer).then(answered, failed),
    );
    request.on('error', failed);
    request.end(body === undefined || body === null ? undefined : String(body));
  });
}

async function read(answer: IncomingMessage): Promise<Response> {
  const { statusCode: status = 0 } = answer;
  if (status >= 300 && status < 400 && status !== 304) return drop(answer, 'redirect');
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MOST_BYTES) return drop(answer, 'tooLarge');
    parts.push(part);
  }
  const type = answer.headers['content-type'];
  return new Response(BODILESS.has(status) ? null : Buffer.concat(parts), {
    status,
    headers: type === undefined ? {} : { 'content-type': type },
  });
}

function drop(answer: IncomingMessage, because: OutgoingRefused['because']): never {
  answer.destroy();
  throw new OutgoingRefused(because);
}
