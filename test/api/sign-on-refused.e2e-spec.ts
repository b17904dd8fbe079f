import { randomUUID } from 'node:crypto';
import { account, signOnAway } from '@trustward/contracts';
import { aPerson } from '@trustward/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { asking, problemOf } from './api-server.ts';
import { Issuer, throughIssuer } from './issuer.ts';
import type { Mischief } from './issuer.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import {
  BEGIN,
  FINISH,
  TRUST,
  backTo,
  begins,
  finish,
  linked,
  sessionOf,
  signsOn,
  wentAway,
} from './signing-on.ts';
import { aTown } from './town.ts';
import type { Town } from './town.ts';

const the = aSetting();
let other: Town;
let issuer: Issuer;
let theirs: Issuer;
let trust: string;

beforeAll(async () => {
  trust = the.town.trust.id;
  other = await aTown(the.database, 'Ashdown Trust');
  issuer = await Issuer.start({ shape: 'google', redirects: [backTo(trust), backTo(other.trust.id)] });
  theirs = await Issuer.start({ shape: 'google', redirects: [backTo(other.trust.id), backTo(trust)] });
  const [one, two] = [the.town, other].map(({ administrator }) => signIn(the.server, administrator));
  await (await one)?.post(TRUST, issuer.given).expect(204);
  await (await two)?.post(TRUST, theirs.given).expect(204);
  await linked(the.server, issuer, await signIn(the.server, the.town.dsl), 'dana');
});
afterAll(async () => {
  await issuer.end();
  await theirs.end();
});
afterEach(() => {
  issuer.mischief = {};
  issuer.person = { sub: 'dana', email: 'dana@issuer.example' };
});

const entered = async (mischief: Mischief = {}) => {
  issuer.mischief = mischief;
  return signsOn(the.server, trust);
};
const later = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds;

describe('a token of the issuer', () => {
  it('lets in as it is, so that what follows is refused for what was changed of it', async () => {
    sessionOf(the.server, await entered());
    sessionOf(the.server, await entered({ claims: (claims) => claims }));
  });

  it.each([
    ['for another audience', (claims: object) => ({ ...claims, aud: 'somebody-else' })],
    ['for several audiences and none of them asked', (c: object) => ({ ...c, aud: ['a', 'b'], azp: 'a' })],
    ['of another issuer', (claims: object) => ({ ...claims, iss: 'https://issuer.example' })],
    ['with the nonce of another attempt', (claims: object) => ({ ...claims, nonce: randomUUID() })],
    ['without a nonce', ({ nonce: _nonce, ...claims }: Record<string, unknown>) => claims],
    ['that has expired', (claims: object) => ({ ...claims, exp: later(-60) })],
    ['that is not of yet', (claims: object) => ({ ...claims, nbf: later(600) })],
    ['that names nobody', ({ sub: _sub, ...claims }: Record<string, unknown>) => claims],
  ])('is refused %s', async (_what, claims) => {
    problemOf(await entered({ claims }), 401, 'signInRefused');
  });

  it('is refused where nothing, or a key that is shown no more, signed it; one by the new key lets in', async () => {
    problemOf(await entered({ unsigned: true }), 401, 'signInRefused');
    sessionOf(the.server, await entered());
    issuer.rotate();
    sessionOf(the.server, await entered());
    problemOf(await entered({ byRemovedKey: true }), 401, 'signInRefused');
  });
});

describe('an issuer', () => {
  it.each([
    ['calls itself by another name', { issuer: 'https://login.example/another' }],
    ['takes its people where nobody reads over TLS', { authorization_endpoint: 'ftp://login.example' }],
    ['takes them to a script', { authorization_endpoint: 'javascript:alert(1)' }],
  ])('that %s is gone to by nobody', async (_what, instead) => {
    issuer.mischief = { metadata: (metadata) => ({ ...metadata, ...instead }) };
    const answer = problemOf(await begins(the.server, trust), 503, 'unavailable');
    expect(answer.detail).not.toContain('login.example');
  });

  it.each([
    ['its tokens', 'token_endpoint'],
    ['its keys', 'jwks_uri'],
  ])('that names an address inside for %s is not asked there', async (_what, where) => {
    const back = await wentAway(begins(the.server, trust), trust);
    issuer.mischief = {
      metadata: (metadata) => ({ ...metadata, [where]: 'https://169.254.169.254/latest' }),
    };
    problemOf(await finish(the.server, back), 401, 'signInRefused');
  });

  it('that leads elsewhere, or is away, is followed nowhere', async () => {
    issuer.mischief = { moved: 'http://169.254.169.254/latest/meta-data/' };
    problemOf(await begins(the.server, trust), 503, 'unavailable');
  });

  it('that refuses whoever came leaves them signed out', async () => {
    problemOf(await entered({ denies: true }), 401, 'signInRefused');
  });
});

describe('an attempt', () => {
  it('is ended once, by the browser that began it, within its time', async () => {
    const back = await wentAway(begins(the.server, trust), trust);
    problemOf(await finish(the.server, { ...back, cookie: '' }), 401, 'signInRefused');
    const another = await begins(the.server, trust).expect(200);
    const cookie = String(another.get('Set-Cookie')?.[0]).split(';')[0] ?? '';
    problemOf(await finish(the.server, { ...back, cookie }), 401, 'signInRefused');
    const twice = await Promise.all([finish(the.server, back), finish(the.server, back)]);
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 401]);
    problemOf(await finish(the.server, back), 401, 'signInRefused');
    const slow = await wentAway(begins(the.server, trust), trust);
    await the.database.ownerPlatform.query(
      `update platform.sign_on_attempt set expires_at = clock_timestamp() - interval '1 second'`,
    );
    problemOf(await finish(the.server, slow), 401, 'signInRefused');
  });

  it.each([['made up'], ['']])(
    'is left as it was by the state “%s”, which another site sent',
    async (state) => {
      const back = await wentAway(begins(the.server, trust), trust);
      problemOf(await finish(the.server, { ...back, sent: { ...back.sent, state } }), 401, 'signInRefused');
      sessionOf(the.server, await finish(the.server, back));
    },
  );

  it('of another site’s page is not taken at all', async () => {
    const back = await wentAway(begins(the.server, trust), trust);
    const foreign = finish(the.server, back).set('origin', 'https://elsewhere.example');
    problemOf(await foreign, 403, 'forgeryRefused');
  });

  it('gets nothing for a code that came of another', async () => {
    const mine = await wentAway(begins(the.server, trust), trust);
    const stolen = await wentAway(begins(the.server, trust), trust);
    // As whoever saw it on its way and puts it into their own: PKCE and the nonce are of the other.
    const { code = '' } = stolen.sent;
    problemOf(await finish(the.server, { ...mine, sent: { ...mine.sent, code } }), 401, 'signInRefused');
  });

  it('leads nowhere but to the issuer, whatever else is asked for', async () => {
    const asked = { trust, returnTo: 'https://elsewhere.example', redirect_uri: 'https://elsewhere.example' };
    problemOf(await asking(the.server).post(BEGIN).send(asked), 400, 'badRequest');
    const { to } = signOnAway.parse((await begins(the.server, trust).expect(200)).body);
    expect(new URL(to).origin).toBe(new URL(issuer.url).origin);
    expect(new URL(to).searchParams.get('redirect_uri')).toBe(backTo(trust));
  });

  it('of no trust, and of one without a sign-on, is answered alike', async () => {
    const without = await aTown(the.database, 'Birchwood Trust');
    const answers = await Promise.all(
      [randomUUID(), without.trust.id].map(async (id) => {
        const body = problemOf(await begins(the.server, id), 404, 'notFound');
        return { ...body, requestId: null };
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
  });
});

describe('the issuer of another trust', () => {
  it('signs nobody in here: whom it names is somebody else, though it says the same of them', async () => {
    theirs.person = { sub: 'dana', email: the.town.dsl.email };
    problemOf(await signsOn(the.server, other.trust.id), 401, 'signInRefused');
  });

  it('cannot end what was begun at this one: each has an address of its own', async () => {
    const back = await wentAway(begins(the.server, trust), trust);
    const sent = { ...back.sent, trust: other.trust.id };
    const before = theirs.asked.length;
    problemOf(await finish(the.server, { ...back, sent }), 401, 'signInRefused');
    expect(theirs.asked.slice(before)).toEqual([]);
  });

  it('is not mixed up with this one: what says that it comes from another is refused', async () => {
    const back = await wentAway(begins(the.server, trust), trust);
    expect(back.sent['iss']).toBe(issuer.url);
    problemOf(
      await finish(the.server, { ...back, sent: { ...back.sent, iss: theirs.url } }),
      401,
      'signInRefused',
    );
    const { iss: _iss, ...unsaid } = (await wentAway(begins(the.server, trust), trust)).sent;
    const again = await wentAway(begins(the.server, trust), trust);
    const silent = { ...unsaid, state: again.sent['state'] ?? '', code: again.sent['code'] ?? '' };
    problemOf(await finish(the.server, { ...again, sent: silent }), 401, 'signInRefused');
  });

  it('sends nobody to this one’s with what was begun at it', async () => {
    // A dishonest issuer sends its visitor on to the honest one, as the client that it knows there.
    const left = await begins(the.server, other.trust.id).expect(200);
    const { to } = signOnAway.parse(left.body);
    const honest = new URL(`${issuer.url}/auth${new URL(to).search}`);
    honest.searchParams.set('redirect_uri', backTo(trust));
    const at = await throughIssuer(honest.href, backTo(trust));
    const before = theirs.asked.length;
    const { code = '', state = '', iss = '' } = Object.fromEntries(at.searchParams);
    const cookie = String(left.get('Set-Cookie')?.[0]).split(';')[0] ?? '';
    const answer = asking(the.server).post(FINISH).set('cookie', cookie).send({ trust, code, state, iss });
    problemOf(await answer, 401, 'signInRefused');
    expect(theirs.asked.slice(before)).toEqual([]);
  });

  it('gives a session that holds that trust alone, and sees and ends nothing of the account beyond it', async () => {
    const { dsl } = the.town;
    const elsewhere = await aPerson(other.trust).as('ceo').create();
    const row = async (sql: string, ...values: readonly unknown[]) =>
      (await the.database.ownerPlatform.query<{ id: string }>(sql, values))[0];
    await row(
      `insert into platform.membership (account_id, tenant_id, person_id)
       select account_id, $2, $3 from platform.membership where person_id = $1`,
      dsl.id,
      other.trust.id,
      elsewhere.id,
    );
    const there = await row(
      `insert into platform.session (id_hash, account_id, tenant_id, person_id, expires_at)
       select sha256(m.person_id::text::bytea), m.account_id, m.tenant_id, m.person_id, now() + interval '1 hour'
       from platform.membership m where person_id = $1 returning id`,
      elsewhere.id,
    );
    const isThere = async () =>
      (await row('select id from platform.session where id = $1', there?.id)) !== undefined;
    const session = sessionOf(the.server, await entered());
    expect(session.me.trust.id).toBe(trust);
    const seen = async () => account.parse((await session.get('/api/me/account').expect(200)).body);
    expect((await seen()).sessions.map(({ id }) => id)).not.toContain(there?.id);
    expect((await seen()).devices).toEqual([]);
    problemOf(await session.post('/api/me/sessions/end', { id: there?.id }), 404, 'notFound');
    await session.post('/api/me/sessions/end-others').expect(204);
    expect(await isThere()).toBe(true);
    // Whoever knows the password is the owner, of all of it.
    const owner = await signIn(the.server, dsl);
    await owner.post('/api/me/sessions/end', { id: there?.id }).expect(204);
    expect(await isThere()).toBe(false);
  });
});
