import { account, authenticatorBegun, me, noticePage, recoveryCodes } from '@trustward/contracts';
import type { Somebody } from '@trustward/testing';
import { TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { asking, problemOf } from './api-server.ts';
import { PASSWORD } from './password.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';

const the = aSetting();
const AT = '/api/me/authenticator';

/** What the app shows: in this half minute, or so many later. */
const codeOf = (secret: string, steps = 0) =>
  new TOTP({ secret }).generate({ timestamp: Date.now() + steps * 30_000 });
const enter = (who: Pick<Somebody, 'email'>, code?: string, password = PASSWORD) =>
  asking(the.server)
    .post('/api/sign-in')
    .send({ email: who.email, password, ...(code === undefined ? {} : { code }) });

interface Armed {
  readonly session: SignedIn;
  readonly secret: string;
  readonly codes: readonly string[];
}
async function armed(who: Somebody): Promise<Armed> {
  const session = await signIn(the.server, who);
  const { secret, uri } = authenticatorBegun.parse((await session.post(`${AT}/begin`).expect(200)).body);
  expect(uri).toContain(`secret=${secret}`);
  const answer = await session.post(`${AT}/confirm`, { code: codeOf(secret) }).expect(200);
  // As if that had been half a minute ago.
  await moved(who, 'last_step = last_step - 1');
  return { session, secret, codes: recoveryCodes.parse(answer.body).codes };
}
const moved = (who: Somebody, set: string) =>
  the.database.ownerPlatform.query(
    `update platform.authenticator set ${set}
     where account_id = (select account_id from platform.membership where person_id = $1)`,
    [who.id],
  );
const auditOf = async (who: Somebody) => {
  const rows = await the.database.owner.run({ tenantId: the.town.trust.id, actor: 'test' }, (tx) =>
    tx.query<{ verb: string }>('select verb from app.audit where person_id = $1 order by at, id', [who.id]),
  );
  return rows.map(({ verb }) => verb);
};

describe('an authenticator app', () => {
  it('is asked for nobody until its first code has come back', async () => {
    const { head } = the.town;
    const session = await signIn(the.server, head);
    const { secret } = authenticatorBegun.parse((await session.post(`${AT}/begin`).expect(200)).body);
    await enter(head).expect(200);
    const wrong = problemOf(await session.post(`${AT}/confirm`, { code: '000000' }), 422, 'refused');
    expect(wrong.fields?.[0]?.field).toBe('code');
    problemOf(await session.post(`${AT}/confirm`, { code: 'abc' }), 400, 'badRequest');
    // Begun anew, as when the picture was closed: the one before counts no more.
    const again = authenticatorBegun.parse((await session.post(`${AT}/begin`).expect(200)).body);
    expect(again.secret).not.toBe(secret);
    problemOf(await session.post(`${AT}/confirm`, { code: codeOf(secret) }), 422, 'refused');
    await enter(head).expect(200);
    const first = codeOf(again.secret);
    await session.post(`${AT}/confirm`, { code: first }).expect(200);
    problemOf(await enter(head, first), 401, 'codeRefused');
  });

  it('is asked for beside the password from then on, once for each code, and the page knows it', async () => {
    const { dsl } = the.town;
    const { session, secret, codes } = await armed(dsl);
    expect(codes).toHaveLength(10);
    expect(me.parse((await session.get('/api/me').expect(200)).body).codeAsked).toBe(true);
    const without = await enter(dsl);
    problemOf(without, 401, 'codeNeeded');
    expect(without.get('Set-Cookie')).toBeUndefined();
    problemOf(await enter(dsl, codeOf(secret), 'not the password'), 401, 'signInRefused');
    problemOf(await enter(dsl, '123'), 401, 'codeRefused');
    const code = codeOf(secret);
    const twice = await Promise.all([enter(dsl, code), enter(dsl, code)]);
    expect(twice.map(({ status }) => status).sort()).toEqual([200, 401]);
    problemOf(await enter(dsl, code), 401, 'codeRefused');
    await enter(dsl, ` ${codeOf(secret, 1).replace(/^.../, '$& ')} `).expect(200);
    // Nor one from before one that was taken.
    problemOf(await enter(dsl, code), 401, 'codeRefused');
    expect(await auditOf(dsl)).toEqual([
      ...['account.signIn', 'account.authenticatorBegun', 'account.authenticatorOn'],
      // One of the two at once, and the one with a space.
      ...['account.signIn', 'account.signIn'],
    ]);
  });

  it('is not there for whoever has no password: an unknown address, a wrong one and one with an app answer alike', async () => {
    const { governor } = the.town;
    await armed(governor);
    const answers = [
      await enter(governor, '000000', 'wrong'),
      await enter({ email: 'nobody@nowhere.example' }, '000000', 'wrong'),
      await enter(the.town.administrator, '000000', 'wrong'),
    ].map(({ status, body }) => [status, { ...(body as object), requestId: null }]);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  it('is let go of by a code on paper, once each, however it is typed', async () => {
    const { deputy } = the.town;
    const { session, codes } = await armed(deputy);
    const [one = '', two = ''] = codes;
    await enter(deputy, one.toUpperCase().replaceAll('-', ' ')).expect(200);
    problemOf(await enter(deputy, one), 401, 'codeRefused');
    const left = account.parse((await session.get('/api/me/account').expect(200)).body).authenticator;
    expect(left?.codesLeft).toBe(9);
    const renewed = recoveryCodes.parse((await session.post(`${AT}/codes`).expect(200)).body).codes;
    problemOf(await enter(deputy, two), 401, 'codeRefused');
    await enter(deputy, renewed[0]).expect(200);
    // Whoever's account it is hears of each, and of no other’s.
    const told = noticePage.parse((await session.get('/api/notices').expect(200)).body).items;
    expect(told.map(({ because }) => because)).toEqual([
      'recoveryCodeUsed',
      'recoveryCodesRenewed',
      'recoveryCodeUsed',
      'codesAsked',
    ]);
    const { administrator } = the.town;
    const others = await signIn(the.server, administrator);
    expect(noticePage.parse((await others.get('/api/notices').expect(200)).body).items).toEqual([]);
  });

  it('looks at one code in five minutes after ten wrong ones, and at those on paper always', async () => {
    const { lead } = the.town;
    const { secret, codes } = await armed(lead);
    await moved(lead, 'failed = 9, failed_at = clock_timestamp()');
    problemOf(await enter(lead, '000000'), 401, 'codeRefused');
    problemOf(await enter(lead, codeOf(secret)), 429, 'tooMany');
    // A right password without a code forgives none of them.
    problemOf(await enter(lead), 401, 'codeNeeded');
    problemOf(await enter(lead, codeOf(secret)), 429, 'tooMany');
    await moved(lead, `failed_at = clock_timestamp() - interval '6 minutes'`);
    // Both have come to be looked at before either is counted.
    const atOnce = await the.database.ownerPlatform.run(async (tx) => {
      await tx.query('select from platform.authenticator for update');
      const both = ['000000', '000001'].map(async (code) => (await enter(lead, code)).status);
      await new Promise((waiting) => setTimeout(waiting, 1_500));
      return both;
    });
    expect((await Promise.all(atOnce)).sort()).toEqual([401, 429]);
    problemOf(await enter(lead, codeOf(secret)), 429, 'tooMany');
    await enter(lead, codes[0]).expect(200);
    await enter(lead, codeOf(secret)).expect(200);
  });

  it('is asked for by what asks who it is once more, and what is set up or turned off asks that', async () => {
    const { ceo } = the.town;
    const { session, secret } = await armed(ceo);
    await the.database.ownerPlatform.query(
      `update platform.session set created_at = clock_timestamp() - interval '11 minutes' where person_id = $1`,
      [ceo.id],
    );
    for (const what of ['begin', 'codes', 'off']) {
      problemOf(await session.post(`${AT}/${what}`), 403, 'stepUpNeeded');
    }
    const stepUp = (code?: string) => session.post('/api/me/step-up', { password: PASSWORD, code });
    expect(problemOf(await stepUp(), 422, 'refused')).toMatchObject({ rule: 'codeNeeded' });
    expect(problemOf(await stepUp('000000'), 422, 'refused')).toMatchObject({ rule: 'wrongCode' });
    const stepped = await stepUp(codeOf(secret)).expect(200);
    const cookie = String(stepped.get('Set-Cookie')?.[0]).split(';')[0] ?? '';
    const send = (what: string) =>
      asking(the.server)
        .post(`${AT}/${what}`)
        .set('cookie', cookie)
        .set('x-csrf-token', session.me.csrfToken);
    expect(problemOf(await send('begin').send({}), 422, 'refused')).toMatchObject({
      rule: 'authenticatorOn',
    });
    await send('off').send({}).expect(204);
    await enter(ceo).expect(200);
    problemOf(await send('off').send({}), 404, 'notFound');
    problemOf(await send('codes').send({}), 404, 'notFound');
  });

  it('of one account opens in no other’s row, and its secret and codes stand nowhere in the open', async () => {
    const { otherHead, otherDsl } = the.town;
    const mine = await armed(otherHead);
    const theirs = await armed(otherDsl);
    const rows = await the.database.ownerPlatform.query<{ row: string }>(
      'select (a, c)::text as row from platform.authenticator a join platform.recovery_code c using (account_id)',
    );
    const kept = rows.map(({ row }) => row).join();
    for (const secret of [mine.secret, ...mine.codes]) expect(kept).not.toContain(secret);
    await the.database.ownerPlatform.query(
      `update platform.authenticator a set sealed = b.sealed, last_step = 0 from platform.authenticator b
         join platform.membership m on m.account_id = b.account_id and m.person_id = $2
       where a.account_id = (select account_id from platform.membership where person_id = $1)`,
      [otherDsl.id, otherHead.id],
    );
    problemOf(await enter(otherDsl, codeOf(mine.secret)), 401, 'codeRefused');
    // Whoever has codes on paper is not kept out by it.
    await enter(otherDsl, theirs.codes[0]).expect(200);
  });
});
