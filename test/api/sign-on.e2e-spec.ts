import { account, me, noticePage, signOnCame } from '@trustward/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemOf } from './api-server.ts';
import { Issuer } from './issuer.ts';
import type { Shape } from './issuer.ts';
import { asOwner } from './mailed.ts';
import { PASSWORD } from './password.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';
import {
  LINK,
  TRUST,
  backTo,
  begins,
  finish,
  linked,
  links,
  sessionOf,
  signsOn,
  wentAway,
} from './signing-on.ts';

const SHAPES = [
  ['entra', 'client_secret_post'],
  ['google', 'client_secret_basic'],
] as const satisfies readonly (readonly [Shape, string])[];

describe.each(SHAPES)('the sign-on of a trust whose issuer is %s-shaped and takes %s', (shape, proof) => {
  const the = aSetting();
  let issuer: Issuer;
  let trust: string;
  beforeAll(async () => {
    trust = the.town.trust.id;
    issuer = await Issuer.start({ shape, proof, redirects: [backTo(trust)] });
    const admin = await signIn(the.server, the.town.administrator);
    await admin.post(TRUST, issuer.given).expect(204);
  });
  afterAll(() => issuer.end());

  const auditOf = async (personId: string) =>
    (
      await asOwner<{ verb: string }>(
        the,
        'select verb from app.audit where tenant_id = $1 and person_id = $2 order by at, id',
        personId,
      )
    ).map(({ verb }) => verb);
  const accountOf = async (who: SignedIn) =>
    account.strict().parse((await who.get('/api/me/account').expect(200)).body);

  it('signs in whoever linked their account to it, as they are in the trust, and says so to its owner', async () => {
    const { dsl } = the.town;
    const before = await signIn(the.server, dsl);
    expect((await accountOf(before)).signOn).toEqual({ linkedSince: null });
    await linked(the.server, issuer, before, 'dana');
    expect((await accountOf(before)).signOn?.linkedSince).toMatch(/^20/);
    const session = sessionOf(the.server, await signsOn(the.server, trust));
    expect(session.me).toMatchObject({ personId: dsl.id, trust: { id: trust } });
    expect(me.parse((await session.get('/api/me').expect(200)).body).personId).toBe(dsl.id);
    const told = noticePage.parse((await session.get('/api/notices').expect(200)).body).items;
    expect(told.map(({ because }) => because)).toContain('signOnLinked');
    expect(await auditOf(dsl.id)).toEqual(['account.signIn', 'account.linkSignOn', 'session.signOn']);
    const [kept] = await the.database.ownerPlatform.query<{ by: string }>(
      'select by from platform.session where id_hash is not null and link_id is not null',
    );
    expect(kept?.by).toBe('sso');
    await session.post('/api/sign-out').expect(204);
    problemOf(await session.get('/api/me'), 401, 'notSignedIn');
  });

  it('sends the browser with PKCE, a state and a nonce of its own, and keeps none of them', async () => {
    const left = await begins(the.server, trust).expect(200);
    const again = await begins(the.server, trust).expect(200);
    const asked = [left, again].map(({ body }) => new URL((body as { to: string }).to).searchParams);
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(new Set(asked.map((one) => one.get(name))).size).toBe(2);
    }
    expect(asked[0]?.get('code_challenge_method')).toBe('S256');
    expect(asked[0]?.get('redirect_uri')).toBe(backTo(trust));
    const [cookie = ''] = left.get('Set-Cookie') ?? [];
    expect(cookie).toMatch(/^trustward-sign-on=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; SameSite=Strict$/);
    const rows = await the.database.ownerPlatform.query<{ row: string }>(
      'select a::text as row from platform.sign_on_attempt a',
    );
    const token = cookie.slice(cookie.indexOf('=') + 1, cookie.indexOf(';'));
    const kept = rows.map(({ row }) => row).join();
    const shown = [token, Buffer.from(token, 'base64url').toString('hex'), asked[0]?.get('state') ?? ''];
    for (const secret of shown) expect(kept).not.toContain(secret);
  });

  it('lets in nobody whom it only knows by their address, confirmed or not', async () => {
    issuer.person = { sub: 'an impostor', email: the.town.head.email };
    const answer = await signsOn(the.server, trust);
    problemOf(answer, 401, 'signInRefused');
    expect(String(answer.get('Set-Cookie'))).not.toMatch(/trustward=[\w-]{43}/);
    expect(answer.text).not.toContain(the.town.head.email);
  });

  it('answers alike for whoever is not linked, and whoever’s account is disabled', async () => {
    const { deputy } = the.town;
    await linked(the.server, issuer, await signIn(the.server, deputy), 'dev');
    const said = async () => {
      const { status, body } = await signsOn(the.server, trust);
      return { status, body: { ...(body as object), requestId: null } };
    };
    const disable = (at: string) =>
      the.database.ownerPlatform.query(
        `update platform.account set disabled_at = ${at} where email = $1 and disabled_at is distinct from ${at}`,
        [deputy.email],
      );
    const session = sessionOf(the.server, await signsOn(the.server, trust));
    await disable('now()');
    problemOf(await session.get('/api/me'), 401, 'notSignedIn');
    const disabled = await said();
    await disable('null');
    issuer.person = { sub: 'a stranger', email: deputy.email };
    expect(await said()).toEqual(disabled);
    expect(disabled.status).toBe(401);
  });

  it('is linked by the owner alone, signed in by their password a moment ago', async () => {
    const { governor } = the.town;
    const owner = await signIn(the.server, governor);
    await the.database.ownerPlatform.query(
      `update platform.session set created_at = clock_timestamp() - interval '11 minutes' where person_id = $1`,
      [governor.id],
    );
    problemOf(await owner.post(LINK), 403, 'stepUpNeeded');
    const fresh = await signIn(the.server, governor);
    await linked(the.server, issuer, fresh, 'gwen');
    // Whoever came by it cannot link another, nor do what is asked of whoever knows the password.
    const session = sessionOf(the.server, await signsOn(the.server, trust));
    for (const path of [LINK, '/api/me/authenticator/begin']) {
      problemOf(await session.post(path), 403, 'stepUpNeeded');
    }
    const stepped = await session.post('/api/me/step-up', { password: PASSWORD }).expect(200);
    const cookie = String(stepped.get('Set-Cookie')?.[0]).split(';')[0] ?? '';
    const link = session.post(LINK).set('cookie', cookie);
    expect(problemOf(await link, 422, 'refused').rule).toBe('passwordSession');
  });

  it('is linked once for each person and each of its own, and taken away by its owner with what came by it', async () => {
    const { head, lead } = the.town;
    const owner = await signIn(the.server, head);
    await linked(the.server, issuer, owner, 'hal');
    issuer.person = { sub: 'hal the second', email: head.email };
    expect(problemOf(await links(the.server, owner), 422, 'refused').rule).toBe('signOnLinked');
    issuer.person = { sub: 'hal', email: head.email };
    const other = await signIn(the.server, lead);
    expect(problemOf(await links(the.server, other), 422, 'refused').rule).toBe('signOnLinked');
    const session = sessionOf(the.server, await signsOn(the.server, trust));
    await owner.post('/api/me/sign-on/unlink').expect(204);
    problemOf(await owner.post('/api/me/sign-on/unlink'), 404, 'notFound');
    problemOf(await session.get('/api/me'), 401, 'notSignedIn');
    problemOf(await signsOn(the.server, trust), 401, 'signInRefused');
    await owner.get('/api/me').expect(200);
    expect((await auditOf(head.id)).slice(-1)).toEqual(['account.unlinkSignOn']);
  });

  it('is linked in the session that went to it, and in no other', async () => {
    const { teacher, ceo } = the.town;
    const [one, other] = [await signIn(the.server, teacher), await signIn(the.server, ceo)];
    issuer.person = { sub: 'tessa', email: teacher.email };
    const back = await wentAway(one.post(LINK), trust);
    problemOf(await finish(the.server, back), 401, 'notSignedIn');
    const again = await wentAway(one.post(LINK), trust, other.cookie);
    problemOf(await finish(the.server, again), 401, 'notSignedIn');
    expect((await accountOf(other)).signOn).toEqual({ linkedSince: null });
    const declined = async () => {
      issuer.mischief = { denies: true };
      return signOnCame.parse((await links(the.server, one).finally(() => (issuer.mischief = {}))).body);
    };
    expect(await declined()).toEqual({ came: 'notLinked', me: null });
  });
});
