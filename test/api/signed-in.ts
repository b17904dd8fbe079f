import type { Me } from '@trustward/contracts';
import { me } from '@trustward/contracts';
import type { Somebody } from '@trustward/testing';
import type { Test } from 'supertest';
import { asking } from './api-server.ts';
import type { ApiServer } from './api-server.ts';
import { PASSWORD } from './password.ts';

/** A browser with somebody's live session. */
export interface SignedIn {
  readonly me: Me;
  readonly cookie: string;
  get(path: string): Test;
  post(path: string, body?: object): Test;
}

export async function signIn(server: ApiServer, who: Pick<Somebody, 'email'>): Promise<SignedIn> {
  const response = await asking(server)
    .post('/api/sign-in')
    .send({ email: who.email, password: PASSWORD })
    .expect(200);
  const cookie = String(response.headers['set-cookie']).split(';')[0] ?? '';
  const answered = me.strict().parse(response.body);
  return {
    me: answered,
    cookie,
    get: (path) => asking(server).get(path).set('cookie', cookie),
    post: (path, body = {}) =>
      asking(server).post(path).set('cookie', cookie).set('x-csrf-token', answered.csrfToken).send(body),
  };
}
