import { me, signOnAway, signOnCame } from '@trustward/contracts';
import type { Me, SignOnCame } from '@trustward/contracts';
import type { Response, Test } from 'supertest';
import { asking } from './api-server.ts';
import type { ApiServer } from './api-server.ts';
import type { Issuer } from './issuer.ts';
import { throughIssuer } from './issuer.ts';
import type { SignedIn } from './signed-in.ts';

export const backTo = (trust: string) => `http://127.0.0.1:4300/sign-in/back/${trust}`;
export const BEGIN = '/api/sign-on/begin';
export const FINISH = '/api/sign-on/finish';
export const LINK = '/api/me/sign-on/link';
export const TRUST = '/api/trust/sign-on';

/** An attempt that has been at the issuer and is back. */
export interface Back {
  /** What the browser carries. */
  readonly cookie: string;
  readonly sent: Readonly<Record<string, string>>;
}

const cookieOf = (response: Response, name: RegExp): string =>
  (response.get('Set-Cookie') ?? []).find((set) => name.test(set))?.split(';')[0] ?? '';

/** To the issuer and back, by whoever sends the browser there. */
export async function wentAway(leaving: Test, trust: string, carries = ''): Promise<Back> {
  const left = await leaving.expect(200);
  const at = await throughIssuer(signOnAway.strict().parse(left.body).to, backTo(trust));
  const cookie = [carries, cookieOf(left, /sign-on=/)].filter((one) => one !== '').join('; ');
  // Issuers send more than that, which the page leaves.
  const sent = [...at.searchParams].filter(([name]) => ['state', 'code', 'iss', 'error'].includes(name));
  return { cookie, sent: { trust, ...Object.fromEntries(sent) } };
}

export const begins = (server: ApiServer, trust: string) => asking(server).post(BEGIN).send({ trust });

export const finish = (server: ApiServer, { cookie, sent }: Back) =>
  asking(server).post(FINISH).set('cookie', cookie).send(sent);

/** Signs in by the trust's sign-on, with nobody signed in before. */
export const signsOn = async (server: ApiServer, trust: string): Promise<Test> =>
  finish(server, await wentAway(begins(server, trust), trust));

/** Whoever is signed in links their account to whomever the issuer names. */
export async function links(server: ApiServer, who: SignedIn): Promise<Response> {
  const { id } = who.me.trust;
  return finish(server, await wentAway(who.post(LINK), id, who.cookie));
}

/** The same, and it is done. */
export async function linked(server: ApiServer, issuer: Issuer, who: SignedIn, sub: string): Promise<void> {
  issuer.person = { sub, email: `${sub}@issuer.example` };
  const answer = await links(server, who);
  const { came } = signOnCame.strict().parse(answer.body);
  if (came !== 'linked') throw new Error(`not linked: ${answer.text}`);
}

/** The session that an answer gave. */
export function sessionOf(server: ApiServer, answer: Response): SignedIn {
  const { came, me: who } = signOnCame.strict().parse(answer.body) as SignOnCame & { me: Me };
  if (came !== 'signedIn') throw new Error(`not signed in: ${answer.text}`);
  const cookie = cookieOf(answer, /^(__Host-)?trustward=/);
  const { csrfToken } = me.parse(who);
  return {
    me: who,
    cookie,
    get: (path) => asking(server).get(path).set('cookie', cookie),
    post: (path, body = {}) =>
      asking(server).post(path).set('cookie', cookie).set('x-csrf-token', csrfToken).send(body),
  };
}
