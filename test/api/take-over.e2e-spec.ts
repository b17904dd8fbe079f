import { authenticatorBegun, me } from '@trustward/contracts';
import { aPerson } from '@trustward/testing';
import type { Somebody } from '@trustward/testing';
import { TOTP } from 'otpauth';
import type { Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asking, problemOf } from './api-server.ts';
import { Issuer } from './issuer.ts';
import { asOwner } from './mailed.ts';
import { passkeying } from './passkeying.ts';
import { PASSWORD, PASSWORD_HASH } from './password.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import { TRUST, backTo, begins, finish, linked, sessionOf, signsOn, wentAway } from './signing-on.ts';

const NEXT = 'seven grey herons';
const the = aSetting();
const { ask, enter, equipped, aColleague } = passkeying(the);

const cookieOf = (response: Response): string =>
  String((response.get('Set-Cookie') ?? []).find((one) => one.startsWith('trustward='))).split(';')[0] ?? '';
const byPassword = (who: Pick<Somebody, 'email'>, password = PASSWORD, code?: string) =>
  asking(the.server)
    .post('/api/sign-in')
    .send({ email: who.email, password, ...(code === undefined ? {} : { code }) });
const move = (who: Somebody, set: string) =>
  the.database.ownerPlatform.query(`update platform.session set ${set} where person_id = $1`, [who.id]);
const auditOf = async (who: Somebody) =>
  asOwner<{ verb: string; detail: object }>(
    the,
    'select verb, detail from app.audit where tenant_id = $1 and person_id = $2 order by at, id',
    who.id,
  );
const anAdministrator = () =>
  aPerson(the.town.trust).withPasswordHash(PASSWORD_HASH).as('trustAdministrator').create();

describe('coming in and going', () => {
  it('is written down, by what it was, before anything is shown', async () => {
    const who = await aColleague();
    const session = await signIn(the.server, who);
    const begun = await session.post('/api/me/authenticator/begin').expect(200);
    const { secret } = authenticatorBegun.parse(begun.body);
    const totp = new TOTP({ secret });
    const confirmed = await session.post('/api/me/authenticator/confirm', { code: totp.generate() });
    const [onPaper = ''] = (confirmed.body as { codes: string[] }).codes;
    problemOf(await byPassword(who, 'not the password'), 401, 'signInRefused');
    problemOf(await byPassword(who), 401, 'codeNeeded');
    await byPassword(who, PASSWORD, totp.generate({ timestamp: Date.now() + 30_000 })).expect(200);
    await byPassword(who, PASSWORD, onPaper).expect(200);
    await session.post('/api/sign-out').expect(204);
    const rows = await auditOf(who);
    expect(rows.filter(({ verb }) => /sign/i.test(verb))).toEqual([
      { verb: 'account.signIn', detail: { beside: null } },
      { verb: 'account.signIn', detail: { beside: 'code' } },
      { verb: 'account.signIn', detail: { beside: 'recoveryCode' } },
      { verb: 'session.signOut', detail: {} },
    ]);
  });
});

describe('whoever copied a session’s token', () => {
  it('is out ten seconds after its owner changes the password, and the owner is asked again what reaches far', async () => {
    const who = await anAdministrator();
    const here = await signIn(the.server, who);
    await move(who, `created_at = clock_timestamp() - interval '11 minutes'`);
    const answer = await here.post('/api/me/password', { current: PASSWORD, next: NEXT }).expect(204);
    const own = cookieOf(answer);
    await move(who, `rotated_at = rotated_at - interval '11 seconds'`);
    problemOf(await here.get('/api/me'), 401, 'notSignedIn');
    await asking(the.server).get('/api/me').set('cookie', own).expect(200);
    // The password alone is no stepping up: there may be a code to be asked for beside it.
    const rules = { idleMinutes: 60, longestMinutes: 720, stepUpMinutes: 10 };
    const far = asking(the.server).post('/api/trust/sign-in').set('cookie', own);
    problemOf(await far.set('x-csrf-token', here.me.csrfToken).send(rules), 403, 'stepUpNeeded');
  });
});

describe('a way back that was granted', () => {
  const AT = '/api/trust/sign-in/resets';
  const granted = async () => {
    const [who, by] = [await aColleague(), await anAdministrator()];
    const { device, session } = await equipped(who);
    await (await signIn(the.server, by)).post(AT, { email: who.email }).expect(204);
    return { who, by, device, session };
  };
  const keeps = async (who: Somebody, password = PASSWORD) => {
    await byPassword(who, password).expect(200);
    const [row] = await the.database.ownerPlatform.query<{ count: number }>(
      `select count(*)::integer as count from platform.passkey p
       join platform.membership m on m.account_id = p.account_id where m.person_id = $1`,
      [who.id],
    );
    return row?.count === 1;
  };

  it('is there for whoever lost what they had', async () => {
    expect(await keeps((await granted()).who)).toBe(false);
  });

  it('ends with the right of whoever granted it', async () => {
    const { who, by } = await granted();
    await asOwner(
      the,
      'update app.person set suspended_at = now() where tenant_id = $1 and id = $2 returning id',
      by.id,
    );
    expect(await keeps(who)).toBe(true);
  });

  it('ends once its owner signs in by what they were said to have lost', async () => {
    const { who, device } = await granted();
    await enter(device.prove(await ask())).expect(200);
    expect(await keeps(who)).toBe(true);
  });

  it('ends once its owner changes the password, whoever knows the one before', async () => {
    const { who, session } = await granted();
    await session.post('/api/me/password', { current: PASSWORD, next: NEXT }).expect(204);
    expect(await keeps(who, NEXT)).toBe(true);
  });
});

describe('a trust’s sign-on', () => {
  let issuer: Issuer;
  let trust: string;
  beforeAll(async () => {
    trust = the.town.trust.id;
    issuer = await Issuer.start({ shape: 'google', redirects: [backTo(trust)] });
    await (await signIn(the.server, the.town.administrator)).post(TRUST, issuer.given).expect(204);
  });
  afterAll(() => issuer.end());

  it('is no passkey: whoever came by it asks none of others that nobody may be able to have', async () => {
    const who = await anAdministrator();
    await linked(the.server, issuer, await signIn(the.server, who), 'ada');
    const session = sessionOf(the.server, await signsOn(the.server, trust));
    const stepped = await session.post('/api/me/step-up', { password: PASSWORD }).expect(200);
    const asks = () =>
      session
        .post('/api/trust/sign-in/proofs', { askedOf: { dsl: 'passkey' } })
        .set('cookie', cookieOf(stepped));
    expect(problemOf(await asks(), 422, 'refused').rule).toBe('notShownYourself');
    const dsl = await signIn(the.server, the.town.dsl);
    expect(dsl.me.proofAsked).toBeNull();
  });

  it('lets a whole school on at once, behind its one address, whatever somebody there sends beside', async () => {
    const who = await aColleague();
    await linked(the.server, issuer, await signIn(the.server, who), 'many');
    for (let n = 0; n < 12; n++) {
      const { cookie, sent } = await wentAway(begins(the.server, trust), trust);
      problemOf(
        await finish(the.server, { cookie, sent: { ...sent, code: 'no code' } }),
        401,
        'signInRefused',
      );
    }
    const answers = await Promise.all(Array.from({ length: 30 }, () => signsOn(the.server, trust)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(me.parse((answers[0]?.body as { me: unknown }).me).personId).toBe(who.id);
  });
});
