import { me, passkeyAsked } from '@trustward/contracts';
import type { PasskeyProof } from '@trustward/contracts';
import type { Somebody } from '@trustward/testing';
import { describe, expect, it } from 'vitest';
import { asking, problemOf } from './api-server.ts';
import { PasskeyDevice } from './passkey-device.ts';
import { PASSKEYS as AT, begin, passkeying, passkeysOf, refusal, toldOf } from './passkeying.ts';
import { PASSWORD } from './password.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';

const the = aSetting();
const { ask, enter, equipped, aColleague, auditOf } = passkeying(the);
const aged = (who: Somebody) =>
  the.database.ownerPlatform.query(
    `update platform.session set created_at = clock_timestamp() - interval '11 minutes', stepped_up_at = null
     where person_id = $1`,
    [who.id],
  );

describe('a passkey', () => {
  it('is made for this site, by whoever showed that it is they, under a name of their own', async () => {
    const { dsl } = the.town;
    const session = await signIn(the.server, dsl);
    const begun = await begin(session);
    expect(begun).toMatchObject({
      rp: { id: 'localhost', name: 'Trustward' },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: [],
    });
    const device = new PasskeyDevice();
    await session.post(AT, device.make(begun, { name: '  Blue telephone ' })).expect(204);
    const [kept, ...others] = await passkeysOf(session);
    expect(kept).toMatchObject({ name: 'Blue telephone', usedAt: null });
    expect(others).toEqual([]);
    expect(me.parse((await session.get('/api/me').expect(200)).body).hasPasskey).toBe(true);
    // The same device is not asked to make a second one.
    expect((await begin(session)).excludeCredentials.map(({ id }) => id)).toEqual([
      device.id.toString('base64url'),
    ]);
    await aged(dsl);
    for (const [what, body] of [
      ['/begin', {}],
      ['', device.make(begun)],
      ['/remove', { id: kept?.id }],
    ] as const) {
      problemOf(await session.post(`${AT}${what}`, body), 403, 'stepUpNeeded');
    }
  });

  it('lets in by itself, with no address, password or code, and says when it was used', async () => {
    const { head } = the.town;
    const { device, session } = await equipped(head);
    const answer = await enter(device.prove(await ask())).expect(200);
    expect(me.strict().parse(answer.body).personId).toBe(head.id);
    expect(answer.get('Set-Cookie')?.join()).toMatch(/trustward=.*trustward-device=/);
    const [passkey] = await passkeysOf(session);
    expect(passkey?.usedAt).not.toBeNull();
    expect(await auditOf(head)).toEqual([
      'account.signIn',
      'account.passkeyBegun',
      'account.passkeyAdded',
      'account.passkeySignIn',
    ]);
    expect(await toldOf(session)).toEqual(['passkeyAdded']);
  });

  it('lets in whoever’s password somebody else guesses at, without standing in line', async () => {
    const { deputy } = the.town;
    const { device } = await equipped(deputy);
    const guess = () =>
      asking(the.server).post('/api/sign-in').send({ email: deputy.email, password: 'wrong' });
    for (let n = 0; n < 5; n++) await guess().expect(401);
    const guesses = Promise.all(Array.from({ length: 9 }, guess));
    // The lane is full: whoever has the right password is told to wait.
    let isFull = false;
    while (!isFull) isFull = (await guess()).status === 429;
    await enter(device.prove(await ask())).expect(200);
    expect((await guesses).map(({ status }) => status)).toContain(429);
  });

  it('is not asked for a code, though there is an authenticator app', async () => {
    const { ceo } = the.town;
    const { device } = await equipped(ceo);
    await the.database.ownerPlatform.query(
      `insert into platform.authenticator (account_id, tenant_id, sealed, confirmed_at)
       select account_id, tenant_id, '\\x00', clock_timestamp() from platform.membership where person_id = $1`,
      [ceo.id],
    );
    const byPassword = await asking(the.server)
      .post('/api/sign-in')
      .send({ email: ceo.email, password: PASSWORD });
    problemOf(byPassword, 401, 'codeNeeded');
    await enter(device.prove(await ask())).expect(200);
  });

  it('is removed by its owner, who is told, and lets nobody in any more', async () => {
    const who = await aColleague();
    const { device, session } = await equipped(who);
    const [passkey] = await passkeysOf(session);
    await session.post(`${AT}/remove`, { id: passkey?.id }).expect(204);
    problemOf(await session.post(`${AT}/remove`, { id: passkey?.id }), 404, 'notFound');
    refusal(await enter(device.prove(await ask())));
    expect(await toldOf(session)).toEqual(['passkeyRemoved', 'passkeyAdded']);
    expect(await auditOf(who)).toContain('account.passkeyRemoved');
  });

  it('of somebody else is neither seen, nor removed, nor made one’s own', async () => {
    const { lead, teacher } = the.town;
    const theirs = await equipped(lead);
    const mine = await signIn(the.server, teacher);
    const [passkey] = await passkeysOf(theirs.session);
    problemOf(await mine.post(`${AT}/remove`, { id: passkey?.id }), 404, 'notFound');
    expect(await passkeysOf(mine)).toEqual([]);
    const again = theirs.device.make(await begin(mine));
    expect(problemOf(await mine.post(AT, again), 422, 'refused').rule).toBe('passkeyUnfit');
    // Nor by the database, whatever a statement of ours asks for.
    const seen = await the.database.api.run({ tenantId: the.town.trust.id, personId: teacher.id }, (tx) =>
      tx.query('select id from platform.passkey'),
    );
    expect(seen).toEqual([]);
    const asOwner = { tenantId: the.town.trust.id, personId: lead.id };
    const own = await the.database.api.run(asOwner, (tx) => tx.query('select id from platform.passkey'));
    expect(own).toEqual([{ id: passkey?.id }]);
  });
});

describe('stepping up', () => {
  it('is done by a passkey as by the password, under a new token, and by one’s own alone', async () => {
    const who = await aColleague();
    const { device, session } = await equipped(who);
    const elsewhere = await equipped(await aColleague());
    await aged(who);
    const asked = async () =>
      passkeyAsked.parse((await session.post('/api/me/step-up/passkey/begin').expect(200)).body);
    const first = await asked();
    expect(first.allowCredentials.map(({ id }) => id)).toEqual([device.id.toString('base64url')]);
    const prove = (proof: PasskeyProof) => session.post('/api/me/step-up/passkey', proof);
    const refused = problemOf(await prove(elsewhere.device.prove(first)), 422, 'refused');
    expect(refused.rule).toBe('wrongPasskey');
    problemOf(await prove(device.prove(await ask())), 422, 'refused');
    problemOf(await prove(device.prove(await asked(), { unverified: true })), 422, 'refused');
    problemOf(await session.post(`${AT}/begin`), 403, 'stepUpNeeded');
    const answer = await prove(device.prove(await asked())).expect(200);
    const cookie = String(answer.get('Set-Cookie')?.[0]).split(';')[0] ?? '';
    expect(cookie).not.toBe(session.cookie);
    await asking(the.server)
      .post(`${AT}/begin`)
      .set('cookie', cookie)
      .set('x-csrf-token', session.me.csrfToken)
      .send({})
      .expect(200);
    expect(await auditOf(who)).toContain('session.stepUp');
  });

  it('by a passkey is not there for whoever has none', async () => {
    const session = await signIn(the.server, await aColleague());
    problemOf(await session.post('/api/me/step-up/passkey/begin'), 404, 'notFound');
  });
});
