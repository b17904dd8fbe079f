import type { Me } from '@trustward/contracts';
import type { Somebody } from '@trustward/testing';
import { PASSWORD } from '../../api/password.ts';
import type { ApiProcess } from './api-process.ts';

export interface Answer {
  readonly status: number;
  readonly body: object;
}

/** Somebody's live session, as a browser has it: a cookie, and the token that each write carries. */
export interface Browser {
  /** What it carries with each request. */
  readonly headers: Readonly<Record<string, string>>;
  get(path: string): Promise<Answer>;
  /** Rejects when the API is gone before its answer has come whole. */
  post(path: string, body: object): Promise<Answer>;
  /** The same session, asked of another API. */
  at(api: Pick<ApiProcess, 'url'>): Browser;
}

export async function signIn({ url }: Pick<ApiProcess, 'url'>, { email }: Somebody): Promise<Browser> {
  const credentials = { email, password: PASSWORD };
  const response = await send(`${url}/api/sign-in`, {}, credentials);
  if (response.status !== 200) throw new Error(`sign-in was answered ${response.status}`);
  const { csrfToken } = (await response.json()) as Me;
  const [cookie = ''] = (response.headers.get('set-cookie') ?? '').split(';');
  return browserAt(url, { cookie, 'x-csrf-token': csrfToken });
}

const browserAt = (url: string, headers: Readonly<Record<string, string>>): Browser => ({
  headers,
  get: async (path) => answered(await fetch(`${url}/api/${path}`, { headers })),
  post: async (path, body) => answered(await send(`${url}/api/${path}`, headers, body)),
  at: (api) => browserAt(api.url, headers),
});

const answered = async (answer: Response): Promise<Answer> => ({
  status: answer.status,
  body: answer.status === 204 ? {} : ((await answer.json()) as object),
});

const send = (url: string, headers: Readonly<Record<string, string>>, body: object): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
