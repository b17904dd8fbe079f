import { account, me, noticePage, passkeyAsked, passkeyBegun } from '@trustward/contracts';
import type { PasskeyAsked, PasskeyProof } from '@trustward/contracts';
import { aPerson } from '@trustward/testing';
import type { Somebody } from '@trustward/testing';
import { describe, expect, it } from 'vitest';
import { asking, problemOf, startApi } from './api-server.ts';
import type { ApiServer } from './api-server.ts';
import { PasskeyDevice } from './passkey-device.ts';
import type { Lie } from './passkey-device.ts';
import { PASSWORD, PASSWORD_HASH } from './password.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';

const AT = '/api/me/passkeys';
const the = aSetting();

const begin = async (session: SignedIn) =>
  passkeyBegun.parse((await session.post(`${AT}/begin`).expect(200)).body);
const ask = async (server: ApiServer = the.server): Promise<PasskeyAsked> =>
  passkeyAsked.parse((await asking(server).post('/api/sign-in/passkey/begin').send({}).expect(200)).body);
const enter = (proof: PasskeyProof) => asking(the.server).post('/api/sign-in/passkey').send(proof);
const passkeysOf = async (session: SignedIn) =>
  account.strict().parse((await session.get('/api/me/account').expect(200)).body).passkeys;

interface Equipped {
  readonly session: SignedIn;
  readonly device: PasskeyDevice;
}
async function equipped(who: Somebody, device = new PasskeyDevice()): Promise<Equipped> {
  const session = await signIn(the.server, who);
  await session.post(AT, device.make(await begin(session))).expect(204);
  return { session, device };
}
const aColleague = () =>
  aPerson(the.town.trust).withPasswordHash(PASSWORD_HASH).as('staff').at(the.town.school).create();
const auditOf = async (who: Somebody) => {
  const rows = await the.database.owner.run({ tenantId: the.town.trust.id, actor: 'test' }, (tx) =>
    tx.query<{ verb: string }>('select verb from app.audit where person_id = $1 order by at, id', [who.id]),
  );
  return rows.map(({ verb }) => verb);
};
const toldOf = async (session: SignedIn) =>
  noticePage.parse((await session.get('/api/notices').expect(200)).body).items.map(({ because }) => because);
const aged = (who: Somebody) =>
  the.database.ownerPlatform.query(
    `update platform.session set created_at = clock_timestamp() - interval '11 minutes', stepped_up_at = null
     where person_id = $1`,
    [who.id],
  );
const refusal = (response: Parameters<typeof problemOf>[0]) => {
  const { requestId: _differs, ...body } = problemOf(response, 401, 'passkeyRefused');
  return JSON.stringify([body, response.get('Set-Cookie') ?? null]);
};

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

describe('what is refused', () => {
  const LIES: readonly (readonly [string, Lie])[] = [
    ['another address', { origin: 'https://trustward.example.evil.test' }],
    ['the same name at another port', { origin: 'http://localhost:4301' }],
    ['another site', { rpId: 'evil.test' }],
    ['another purpose', { type: 'webauthn.create' }],
    ['a challenge that we never asked', { challenge: Buffer.alloc(32, 7).toString('base64url') }],
    ['a device that did not verify its user', { unverified: true }],
    ['another key', { forged: true }],
    ['another owner', { userHandle: Buffer.alloc(16, 7).toString('base64url') }],
    ['nobody in particular', { userHandle: null }],
  ];

  it('of a passkey: whatever is not as it must be, in the same words as one that nobody knows', async () => {
    const { otherDsl } = the.town;
    const { device, session } = await equipped(otherDsl);
    const unknown = refusal(await enter(new PasskeyDevice().prove(await ask())));
    for (const [what, lie] of LIES) {
      expect([what, refusal(await enter(device.prove(await ask(), lie)))]).toEqual([what, unknown]);
    }
    expect((await passkeysOf(session))[0]?.usedAt).toBeNull();
    await enter(device.prove(await ask())).expect(200);
  });

  it('of a disabled account, of a demo out of season and of somebody who left: the same', async () => {
    const unknown = refusal(await enter(new PasskeyDevice().prove(await ask())));
    const sorts = [
      'update platform.account set disabled_at = clock_timestamp() where id = $1',
      'delete from platform.membership where account_id = $1',
    ];
    for (const sort of sorts) {
      const who = await aColleague();
      const { device } = await equipped(who);
      const [row] = await the.database.ownerPlatform.query<{ id: string }>(
        'select account_id as id from platform.membership where person_id = $1',
        [who.id],
      );
      await the.database.ownerPlatform.query('delete from platform.session where account_id = $1', [row?.id]);
      await the.database.ownerPlatform.query(sort, [row?.id]);
      expect(refusal(await enter(device.prove(await ask())))).toBe(unknown);
    }
    const who = await aColleague();
    const { device } = await equipped(who);
    await the.database.ownerPlatform.query(
      `update platform.account set demo = true where id = (select account_id from platform.membership where person_id = $1)`,
      [who.id],
    );
    const outOfSeason = await startApi(the.database, { demo: false });
    const proof = device.prove(await ask(outOfSeason));
    expect(refusal(await asking(outOfSeason).post('/api/sign-in/passkey').send(proof))).toBe(unknown);
    await outOfSeason.close();
  });

  it('of a challenge: a second time, two at once, after three minutes, and of another purpose', async () => {
    const { otherHead } = the.town;
    const { device, session } = await equipped(otherHead);
    const asked = await ask();
    await enter(device.prove(asked)).expect(200);
    refusal(await enter(device.prove(asked)));
    const once = await ask();
    const twice = await Promise.all([enter(device.prove(once)), enter(device.prove(once))]);
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 401]);
    // Looked at once, though what came back was no good.
    const tried = await ask();
    refusal(await enter(device.prove(tried, { forged: true })));
    refusal(await enter(device.prove(tried)));
    const late = await ask();
    await the.database.ownerPlatform.query(
      `update platform.passkey_challenge set made_at = made_at - interval '181 seconds'`,
    );
    refusal(await enter(device.prove(late)));
    const stepUp = await session.post('/api/me/step-up/passkey/begin').expect(200);
    refusal(await enter(device.prove(passkeyAsked.parse(stepUp.body))));
  });

  it('of a device that counts: what counted no further is a copy’s, and its owner is told', async () => {
    const who = await aColleague();
    const { device, session } = await equipped(who, new PasskeyDevice(5));
    await enter(device.prove(await ask())).expect(200);
    for (const counter of [6, 3, 0]) refusal(await enter(device.prove(await ask(), { counter })));
    expect(await toldOf(session)).toEqual([
      'passkeyCopied',
      'passkeyCopied',
      'passkeyCopied',
      'passkeyAdded',
    ]);
    expect((await auditOf(who)).filter((verb) => verb === 'account.passkeyCopied')).toHaveLength(3);
    // The one that counted on still lets in; only one of two at the same count does.
    const [one, two] = [await ask(), await ask()];
    const twice = await Promise.all([one, two].map((asked) => enter(device.prove(asked, { counter: 50 }))));
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 401]);
  });

  it('of a new passkey: what was made elsewhere, unverified, or for a challenge that is not open', async () => {
    const who = await aColleague();
    const session = await signIn(the.server, who);
    const unfit = async (lie: Lie) => {
      const made = new PasskeyDevice().make(await begin(session), lie);
      expect(problemOf(await session.post(AT, made), 422, 'refused').rule).toBe('passkeyUnfit');
    };
    for (const [what, lie] of LIES) {
      if ('userHandle' in lie || 'forged' in lie || what === 'another purpose') continue;
      await unfit(lie);
    }
    await unfit({ type: 'webauthn.get' });
    const begun = await begin(session);
    const device = new PasskeyDevice();
    await session.post(AT, device.make(begun)).expect(204);
    problemOf(await session.post(AT, new PasskeyDevice().make(begun)), 422, 'refused');
    // Nor one that somebody else was to make.
    const other = await signIn(the.server, await aColleague());
    problemOf(await session.post(AT, new PasskeyDevice().make(await begin(other))), 422, 'refused');
    problemOf(await session.post(AT, { ...device.make(begun), name: ' ' }), 400, 'badRequest');
    expect(await passkeysOf(session)).toHaveLength(1);
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

describe('what is asked of passkeys', () => {
  const open = async () => {
    const [row] = await the.database.ownerPlatform.query<{ open: number }>(
      'select count(*)::integer as open from platform.passkey_challenge where session_id is null',
    );
    return row?.open;
  };

  it('fills nothing, however often a stranger asks, and crowds out no browser that is known', async () => {
    await the.database.ownerPlatform.query('delete from platform.passkey_challenge');
    const who = await aColleague();
    const { device } = await equipped(who);
    const entered = await enter(device.prove(await ask())).expect(200);
    const cookie = (entered.get('Set-Cookie') ?? []).map((one) => one.split(';')[0]).join('; ');
    const known = () => asking(the.server).post('/api/sign-in/passkey/begin').set('cookie', cookie).send({});
    const mine = passkeyAsked.parse((await known().expect(200)).body);
    const stranger = await ask();
    for (let n = 0; n < 210; n += 10) await Promise.all(Array.from({ length: 10 }, () => ask()));
    // A few more where some asked at once; they go with the next.
    await ask();
    expect(await open()).toBeLessThanOrEqual(201);
    refusal(await enter(device.prove(stranger)));
    await enter(device.prove(mine)).expect(200);
    for (let n = 0; n < 9; n++) await known().expect(200);
    expect(await open()).toBeLessThanOrEqual(205);
    await the.database.ownerPlatform.query(
      `update platform.passkey_challenge set made_at = made_at - interval '181 seconds'`,
    );
    for (let n = 0; n < 4; n++) await ask();
    expect(await open()).toBe(4);
  });

  it('keeps neither what is asked nor from where: the table holds hashes', async () => {
    const { challenge } = await ask();
    const rows = await the.database.ownerPlatform.query<{ row: string }>(
      'select c::text as row from platform.passkey_challenge c',
    );
    const kept = rows.map(({ row }) => row).join();
    expect(kept).not.toContain(Buffer.from(challenge, 'base64url').toString('hex'));
    expect(kept).not.toContain('127.0.0');
  });

  it('is the public address alone, whatever a request says of itself', async () => {
    const https = await startApi(the.database, { publicUrl: 'https://trustward.example' });
    const asked = await asking(https)
      .post('/api/sign-in/passkey/begin')
      .set('host', 'evil.test')
      .set('x-forwarded-host', 'evil.test')
      .send({})
      .expect(200);
    expect(passkeyAsked.parse(asked.body).rpId).toBe('trustward.example');
    await https.close();
    const numbered = await startApi(the.database, { publicUrl: 'https://10.1.2.3' });
    const none = problemOf(
      await asking(numbered).post('/api/sign-in/passkey/begin').send({}),
      422,
      'refused',
    );
    expect(none.rule).toBe('noPasskeysHere');
    await numbered.close();
  });
});
