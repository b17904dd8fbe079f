import type { Me } from '@trustward/contracts';
import type { Target } from '../load/shot.ts';

/** One signed-in person, as a browser would be. */
export interface Browser {
  readonly me: Me;
  readonly headers: Readonly<Record<string, string>>;
  get(path: string): Promise<unknown>;
  post(path: string, body: object): Promise<unknown>;
  /** The same request for the load process; `eventId` in a body may be a placeholder. */
  target(method: Target['method'], path: string, body?: object): Target;
}

const DEMO_PASSWORD = 'Trustward-demo-2026';
const JSON_TYPE = { 'content-type': 'application/json' };

export async function signIn(url: string, email: string): Promise<Browser> {
  const body = JSON.stringify({ email, password: DEMO_PASSWORD });
  const answer = await fetch(`${url}/api/sign-in`, { method: 'POST', headers: JSON_TYPE, body });
  const me = (await read(answer)) as Me;
  const cookie = answer.headers
    .getSetCookie()
    .map((it) => it.split(';')[0] ?? '')
    .join('; ');
  return browserAt(url, me, { cookie, 'x-csrf-token': me.csrfToken });
}

/** The same session at another process. */
export function browserAt(url: string, me: Me, headers: Browser['headers']): Browser {
  const get = async (path: string) => read(await fetch(url + path, { headers }));
  const post = async (path: string, body: object) => {
    const sent = { method: 'POST', headers: { ...headers, ...JSON_TYPE }, body: JSON.stringify(body) };
    return read(await fetch(url + path, sent));
  };
  const target: Browser['target'] = (method, path, body) => ({
    url: url + path,
    method,
    headers: body === undefined ? headers : { ...headers, ...JSON_TYPE },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { me, headers, get, post, target };
}

async function read(answer: Response): Promise<unknown> {
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.url} answered ${answer.status}: ${text.slice(0, 500)}`);
  return JSON.parse(text);
}
