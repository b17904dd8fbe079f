import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { performance } from 'node:perf_hooks';

export const PASSWORD = 'Trustward-demo-2026';
const ANSWER_WITHIN_MS = 60_000;

export interface Answer {
  /** 0 where none came at all. */
  readonly status: number;
  readonly ms: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

interface Sent {
  /** An address of the loopback that it comes from: a network of its own for each. */
  readonly from: string;
  readonly cookie?: string;
  readonly csrf?: string;
}

/** One request on a connection of its own, timed from its first byte to the last of the answer. */
export function post(url: string, body: object, { from, cookie, csrf }: Sent): Promise<Answer> {
  const headers = {
    'content-type': 'application/json',
    ...(cookie === undefined ? {} : { cookie }),
    ...(csrf === undefined ? {} : { 'x-csrf-token': csrf }),
  };
  return new Promise((resolve) => {
    let began = performance.now();
    const failed = () => resolve({ status: 0, ms: performance.now() - began, headers: {}, body: '' });
    const options = { method: 'POST', headers, localAddress: from, agent: false, timeout: ANSWER_WITHIN_MS };
    const sent = request(url, options, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('error', failed);
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          ms: performance.now() - began,
          headers: answer.headers,
          body: Buffer.concat(parts).toString(),
        }),
      );
    });
    sent.on('timeout', () => sent.destroy());
    sent.on('error', failed);
    sent.on('socket', (socket) =>
      socket.once('connect', () => {
        began = performance.now();
        sent.end(JSON.stringify(body));
      }),
    );
  });
}

export const signIn = (url: string, email: string, password: string, sent: Sent): Promise<Answer> =>
  post(`${url}/api/sign-in`, { email, password }, sent);

/** Somewhere in 127.0.0.0/8, each in a network of its own. */
export const networkOf = (n: number): string => `127.${1 + (Math.floor(n / 250) % 250)}.${n % 250}.1`;

export const cookiesOf = ({ headers }: Answer): string =>
  (headers['set-cookie'] ?? []).map((one) => one.split(';')[0] ?? '').join('; ');
