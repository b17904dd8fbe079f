import { passkeyAsked } from '@trustward/contracts';
import { describe, expect, it } from 'vitest';
import { asking, problemOf, startApi } from './api-server.ts';
import { PasskeyDevice } from './passkey-device.ts';
import type { Lie } from './passkey-device.ts';
import { PASSKEYS as AT, begin, passkeying, passkeysOf, refusal, toldOf } from './passkeying.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';

const the = aSetting();
const { ask, enter, equipped, aColleague, auditOf } = passkeying(the);

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

  it('fills nothing from however many networks, and crowds out no browser that is known by that', async () => {
    const crowd = () =>
      the.database.ownerPlatform.query(
        `insert into platform.passkey_challenge (hash, purpose, lane)
         select sha256(int4send(n)), 'signIn', sha256(int4send(n)) from generate_series(1, 10050) n`,
      );
    // The planner believes the table empty where a crowd went before it was last looked at, and another came since.
    await crowd();
    await the.database.ownerPlatform.query('delete from platform.passkey_challenge');
    await the.database.ownerPlatform.query('analyze platform.passkey_challenge');
    const { device } = await equipped(await aColleague());
    const entered = await enter(device.prove(await ask())).expect(200);
    const cookie = (entered.get('Set-Cookie') ?? []).map((one) => one.split(';')[0]).join('; ');
    const known = await asking(the.server)
      .post('/api/sign-in/passkey/begin')
      .set('cookie', cookie)
      .send({})
      .expect(200);
    const stranger = await ask();
    await crowd();
    await ask();
    expect(await open()).toBe(10_001);
    refusal(await enter(device.prove(stranger)));
    await enter(device.prove(passkeyAsked.parse(known.body))).expect(200);
    await the.database.ownerPlatform.query('delete from platform.passkey_challenge');
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
