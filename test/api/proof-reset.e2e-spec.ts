import { authenticatorBegun, me } from '@trustward/contracts';
import { aPerson, aTrust } from '@trustward/testing';
import type { Somebody } from '@trustward/testing';
import { TOTP } from 'otpauth';
import { describe, expect, it } from 'vitest';
import { asking, problemOf } from './api-server.ts';
import { passkeying, passkeysOf, refusal, toldOf } from './passkeying.ts';
import { PASSWORD, PASSWORD_HASH } from './password.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';

const AT = '/api/trust/sign-in/resets';
const the = aSetting();
const { ask, enter, equipped, aColleague, auditOf } = passkeying(the);

const byPassword = (who: Pick<Somebody, 'email'>, password = PASSWORD) =>
  asking(the.server).post('/api/sign-in').send({ email: who.email, password });
/** Somebody with a passkey and an app, who has lost both. */
const aLoser = async () => {
  const who = await aColleague();
  const { device, session } = await equipped(who);
  const begun = await session.post('/api/me/authenticator/begin').expect(200);
  const { secret } = authenticatorBegun.parse(begun.body);
  await session.post('/api/me/authenticator/confirm', { code: new TOTP({ secret }).generate() }).expect(200);
  problemOf(await byPassword(who), 401, 'codeNeeded');
  return { who, device, session };
};

describe('a way back for who lost all that they prove themselves by', () => {
  it('is granted by an administrator, and taken once by the right password alone', async () => {
    const { who, device, session } = await aLoser();
    const administrator = await signIn(the.server, the.town.administrator);
    await administrator.post(AT, { email: ` ${who.email.toUpperCase()}` }).expect(204);
    expect((await toldOf(session))[0]).toBe('proofsResetGranted');
    // Whoever granted it has none of it: a wrong password takes nothing away.
    problemOf(await byPassword(who, 'not the password'), 401, 'signInRefused');
    await session.get('/api/me').expect(200);
    const answer = await byPassword(who).expect(200);
    expect(me.parse(answer.body)).toMatchObject({ codeAsked: false, hasPasskey: false });
    refusal(await enter(device.prove(await ask())));
    problemOf(await session.get('/api/me'), 401, 'notSignedIn');
    const again = await equipped(who);
    expect(await passkeysOf(again.session)).toHaveLength(1);
    expect(await toldOf(again.session)).toContain('proofsReset');
    // Once: what they set up since stays.
    await byPassword(who).expect(200);
    expect(await passkeysOf(again.session)).toHaveLength(1);
    expect(await auditOf(who)).toContain('account.proofsReset');
    expect(await auditOf(the.town.administrator)).toContain('account.proofsResetGranted');
  });

  it('is gone after a day', async () => {
    const { who } = await aLoser();
    const administrator = await signIn(the.server, the.town.administrator);
    await administrator.post(AT, { email: who.email }).expect(204);
    await the.database.ownerPlatform.query(
      `update platform.proof_reset set granted_at = granted_at - interval '24 hours'`,
    );
    problemOf(await byPassword(who), 401, 'codeNeeded');
  });

  it('is never for oneself, for nobody, or for whoever another trust knows, too: all the same words', async () => {
    const administrator = await signIn(the.server, the.town.administrator);
    const elsewhere = await aTrust(the.database, { name: 'Elsewhere' });
    const stranger = await aPerson(elsewhere).withPasswordHash(PASSWORD_HASH).create();
    const both = await aColleague();
    const there = await aPerson(elsewhere).create();
    await the.database.ownerPlatform.query(
      `insert into platform.membership (account_id, tenant_id, person_id)
       select account_id, $2, $3 from platform.membership where person_id = $1`,
      [both.id, elsewhere.id, there.id],
    );
    const tried = [the.town.administrator.email, 'nobody@nowhere.example', stranger.email, both.email];
    const said = new Set<string>();
    for (const email of tried) {
      const { requestId: _differs, ...body } = problemOf(
        await administrator.post(AT, { email }),
        422,
        'refused',
      );
      said.add(JSON.stringify(body));
    }
    expect(said.size).toBe(1);
  });

  it('asks who grants it to show that it is they, and is not there for anybody but administrators', async () => {
    const administrator = await signIn(the.server, the.town.administrator);
    const email = the.town.teacher.email;
    problemOf(await (await signIn(the.server, the.town.ceo)).post(AT, { email }), 403, 'notAllowed');
    await the.database.ownerPlatform.query(
      `update platform.session set created_at = clock_timestamp() - interval '11 minutes' where person_id = $1`,
      [the.town.administrator.id],
    );
    problemOf(await administrator.post(AT, { email }), 403, 'stepUpNeeded');
  });

  it('cannot be written for oneself by any statement of ours', async () => {
    const { administrator, trust } = the.town;
    const asAdministrator = { tenantId: trust.id, personId: administrator.id };
    const forThemselves = the.database.api.run(asAdministrator, (tx) =>
      tx.query(
        `insert into platform.proof_reset (account_id, tenant_id, granted_by)
         select account_id, tenant_id, person_id from platform.membership where person_id = $1`,
        [administrator.id],
      ),
    );
    await expect(forThemselves).rejects.toThrow(/row-level security/);
  });
});
