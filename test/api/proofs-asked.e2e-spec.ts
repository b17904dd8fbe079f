import { DiscoveryService } from '@nestjs/core';
import { PREFIX, UNPREFIXED, routesOf } from '@trustward/api';
import {
  account,
  authenticatorBegun,
  me,
  passkeyAsked,
  passkeyBegun,
  signInRulesShown,
} from '@trustward/contracts';
import type { ProofsAsked } from '@trustward/contracts';
import { aPerson, aTrust } from '@trustward/testing';
import type { Somebody, Trust } from '@trustward/testing';
import { TOTP } from 'otpauth';
import { beforeAll, describe, expect, it } from 'vitest';
import { RECIPES, anyIds } from '../isolation/recipes.ts';
import { asking, problemOf } from './api-server.ts';
import { PasskeyDevice } from './passkey-device.ts';
import { PASSWORD, PASSWORD_HASH } from './password.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';

const the = aSetting();
let trust: Trust;
let administrator: Somebody;
beforeAll(async () => {
  trust = await aTrust(the.database, { name: 'Strict Trust' });
  administrator = await somebody('trustAdministrator');
});

const somebody = (role: 'trustAdministrator' | 'ceo' | 'trustSafeguardingLead') =>
  aPerson(trust).withPasswordHash(PASSWORD_HASH).as(role).create();
const about = async (session: SignedIn) => me.strict().parse((await session.get('/api/me').expect(200)).body);
const begin = async (session: SignedIn) =>
  passkeyBegun.parse((await session.post('/api/me/passkeys/begin').expect(200)).body);
const withPasskey = async (session: SignedIn): Promise<PasskeyDevice> => {
  const device = new PasskeyDevice();
  await session.post('/api/me/passkeys', device.make(await begin(session))).expect(204);
  return device;
};
const withApp = async (session: SignedIn): Promise<string> => {
  const begun = await session.post('/api/me/authenticator/begin').expect(200);
  const { secret } = authenticatorBegun.parse(begun.body);
  const code = new TOTP({ secret }).generate();
  await session.post('/api/me/authenticator/confirm', { code }).expect(200);
  return secret;
};
const byCode = async (who: Somebody, secret: string): Promise<SignedIn> => {
  await the.database.ownerPlatform.query('update platform.authenticator set last_step = 0');
  const code = new TOTP({ secret }).generate();
  const answer = await asking(the.server)
    .post('/api/sign-in')
    .send({ email: who.email, password: PASSWORD, code });
  const cookie = String(answer.get('Set-Cookie')?.[0]).split(';')[0] ?? '';
  return carrying(cookie, me.parse(answer.body));
};
const carrying = (cookie: string, who: SignedIn['me']): SignedIn => ({
  ...{ me: who, cookie },
  get: (path) => asking(the.server).get(path).set('cookie', cookie),
  post: (path, body = {}) =>
    asking(the.server).post(path).set('cookie', cookie).set('x-csrf-token', who.csrfToken).send(body),
});
/** By whom it is asked has a passkey. */
const ask = async (askedOf: ProofsAsked['askedOf']) => {
  await the.database.ownerPlatform.query(
    `insert into platform.sign_in_rule (tenant_id, asked_of, set_by) values ($1, $2, $3)
     on conflict (tenant_id) do update set asked_of = $2`,
    [trust.id, JSON.stringify(askedOf), administrator.id],
  );
};

describe('a trust that asks for more than a password', () => {
  it('says so with what whoever sets it has shown themselves, and reads it back with who it was', async () => {
    const session = await signIn(the.server, administrator);
    const set = (askedOf: object) => session.post('/api/trust/sign-in/proofs', { askedOf });
    expect(problemOf(await set({ ceo: 'either' }), 422, 'refused').rule).toBe('notShownYourself');
    await withApp(session);
    expect(problemOf(await set({ ceo: 'passkey' }), 422, 'refused').rule).toBe('notShownYourself');
    await set({ ceo: 'either' }).expect(204);
    await withPasskey(session);
    await set({ ceo: 'passkey', trustAdministrator: 'passkey' }).expect(204);
    const shown = signInRulesShown.strict().parse((await session.get('/api/trust/sign-in')).body);
    expect(shown).toMatchObject({
      askedOf: { ceo: 'passkey', trustAdministrator: 'passkey' },
      rules: { stepUpMinutes: 10 },
      set: { by: administrator.name },
    });
    for (const unfit of [{ reporter: 'passkey' }, { ceo: 'sms' }, { nobody: 'either' }]) {
      problemOf(await set(unfit), 400, 'badRequest');
    }
    await set({}).expect(204);
    const rows = await the.database.owner.run({ tenantId: trust.id, actor: 'test' }, (tx) =>
      tx.query<{ detail: object }>(
        `select detail from app.audit where verb = 'trust.setProofsAsked' order by at, id`,
      ),
    );
    expect(rows.map(({ detail }) => detail)).toEqual([
      { ceo: 'either' },
      { ceo: 'passkey', trustAdministrator: 'passkey' },
      {},
    ]);
  });

  it('lets in whoever has less only as far as to set it up, on every route there is', async () => {
    const ceo = await somebody('ceo');
    await ask({ ceo: 'passkey' });
    const session = await signIn(the.server, ceo);
    expect(session.me).toMatchObject({ proofAsked: 'passkey', may: ['report:create'] });
    const routes = routesOf(the.server.app.get(DiscoveryService), `/${PREFIX}`, UNPREFIXED);
    const closed: string[] = [];
    const ids = anyIds({});
    for (const { method, path, access } of routes) {
      if (access === undefined || access.to === 'anyone' || path === '/api/sign-out') continue;
      const name = `${method} ${path}`;
      const { status, body } = await (RECIPES[name]?.ask(session, ids) ?? session.get(path));
      if (status === 403 && (body as { code: string }).code === 'proofNeeded') closed.push(name);
      else expect([name, access.unproven]).not.toEqual([name, 'refused']);
    }
    const open = routes
      .filter(({ access }) => access !== undefined && access.to !== 'anyone')
      .map(({ method, path }) => `${method} ${path}`)
      .filter((name) => !closed.includes(name));
    expect(open.sort()).toEqual([
      'GET /api/me',
      'GET /api/me/account',
      'GET /api/report-form',
      'POST /api/concerns',
      'POST /api/me/authenticator/begin',
      'POST /api/me/authenticator/confirm',
      'POST /api/me/passkeys',
      'POST /api/me/passkeys/begin',
      'POST /api/me/step-up',
      'POST /api/me/step-up/passkey',
      'POST /api/me/step-up/passkey/begin',
      'POST /api/sign-out',
    ]);
    await withPasskey(session);
    const after = await about(session);
    expect(after.proofAsked).toBeNull();
    expect(after.may.length).toBeGreaterThan(1);
    await session.get('/api/notices').expect(200);
  });

  it('takes an app where either is enough, and not where a passkey is asked for', async () => {
    const lead = await somebody('trustSafeguardingLead');
    await ask({ trustSafeguardingLead: 'either' });
    const session = await signIn(the.server, lead);
    expect(session.me.proofAsked).toBe('either');
    const secret = await withApp(session);
    expect((await about(session)).proofAsked).toBeNull();
    expect((await byCode(lead, secret)).me.proofAsked).toBeNull();
    await ask({ trustSafeguardingLead: 'passkey' });
    // At once, in sessions that are open, too.
    problemOf(await session.get('/api/notices'), 403, 'proofNeeded');
    const again = await byCode(lead, secret);
    expect(again.me.proofAsked).toBe('passkey');
    await withPasskey(again);
    expect((await about(again)).proofAsked).toBeNull();
    // Of the posts that it named alone.
    expect((await signIn(the.server, await somebody('ceo'))).me.proofAsked).toBeNull();
  });

  it('is not satisfied by a password that adds another beside what there is: that must be shown', async () => {
    const ceo = await somebody('ceo');
    const device = await withPasskey(await signIn(the.server, ceo));
    await ask({ ceo: 'either' });
    const thief = await signIn(the.server, ceo);
    expect(thief.me.proofAsked).toBe('either');
    const [passkey] = account.parse((await thief.get('/api/me/account').expect(200)).body).passkeys;
    for (const [path, body] of [
      ['passkeys/begin', {}],
      ['passkeys', new PasskeyDevice().make({ ...(await begunElsewhere()) })],
      ['passkeys/remove', { id: passkey?.id }],
      ['authenticator/begin', {}],
      ['authenticator/confirm', { code: '000000' }],
    ] as const) {
      problemOf(await thief.post(`/api/me/${path}`, body), 403, 'proofNeeded');
    }
    // Nor by the password given again.
    const stepped = await thief.post('/api/me/step-up', { password: PASSWORD }).expect(200);
    expect(me.parse(stepped.body).proofAsked).toBe('either');
    const cookie = String(stepped.get('Set-Cookie')?.[0]).split(';')[0] ?? '';
    const later = carrying(cookie, thief.me);
    const asked = passkeyAsked.parse((await later.post('/api/me/step-up/passkey/begin').expect(200)).body);
    const shown = await later.post('/api/me/step-up/passkey', device.prove(asked)).expect(200);
    expect(me.parse(shown.body).proofAsked).toBeNull();
    // And by the passkey at the sign-in.
    const fresh = await asking(the.server).post('/api/sign-in/passkey/begin').send({});
    const entered = await asking(the.server)
      .post('/api/sign-in/passkey')
      .send(device.prove(passkeyAsked.parse(fresh.body)))
      .expect(200);
    expect(me.parse(entered.body).proofAsked).toBeNull();
  });
});

const begunElsewhere = async () => begin(await signIn(the.server, the.town.teacher));
