import { account, signInRulesShown } from '@trustward/contracts';
import type { Somebody } from '@trustward/testing';
import { aPerson, aTrust } from '@trustward/testing';
import { describe, expect, it } from 'vitest';
import { asking, problemOf } from './api-server.ts';
import { openStream } from './event-stream.ts';
import { PASSWORD, PASSWORD_HASH } from './password.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0';
const the = aSetting();

const shown = async (who: SignedIn) =>
  account.strict().parse((await who.get('/api/me/account').expect(200)).body);
const auditOf = (who: Somebody) =>
  the.database.owner.run({ tenantId: the.town.trust.id, actor: 'test' }, (tx) =>
    tx.query<{ verb: string; subject: string; detail: object }>(
      'select verb, subject_id as subject, detail from app.audit where person_id = $1 order by at, id',
      [who.id],
    ),
  );

describe('my account', () => {
  it('shows where I am signed in, in words a person knows, and no address or token', async () => {
    const { dsl } = the.town;
    const here = await signIn(the.server, dsl);
    const there = await asking(the.server)
      .post('/api/sign-in')
      .set('user-agent', FIREFOX)
      .send({ email: dsl.email, password: PASSWORD })
      .expect(200);
    const about = await shown(here);
    expect(about.email).toBe(dsl.email);
    expect(about.sessions.map(({ browser, system, current }) => ({ browser, system, current }))).toEqual([
      { browser: null, system: null, current: true },
      { browser: 'firefox', system: 'windows', current: false },
    ]);
    expect(about.devices.map(({ browser, current }) => [browser, current])).toEqual([
      ['firefox', false],
      [null, false],
    ]);
    const cookie = (there.get('Set-Cookie') ?? []).map((one) => one.split(';')[0]).join('; ');
    const { text } = await asking(the.server).get('/api/me/account').set('cookie', cookie).expect(200);
    expect(text).not.toMatch(/127\.0\.0\.1|hash|token/);
    expect(text).not.toContain('Gecko');
  });

  it('knows the browser that asks among those it was signed in from', async () => {
    const answer = await asking(the.server)
      .post('/api/sign-in')
      .send({ email: the.town.ceo.email, password: PASSWORD })
      .expect(200);
    const cookie = (answer.get('Set-Cookie') ?? []).map((one) => one.split(';')[0]).join('; ');
    const about = await asking(the.server).get('/api/me/account').set('cookie', cookie).expect(200);
    expect(account.parse(about.body).devices.map(({ current }) => current)).toEqual([true]);
  });

  it('ends one of my other sessions at once, in an open stream within five seconds, and audits it', async () => {
    const { head } = the.town;
    const [here, there] = [await signIn(the.server, head), await signIn(the.server, head)];
    const stream = await openStream(the.server, there.cookie);
    const other = (await shown(here)).sessions.find(({ current }) => !current);
    await here.post('/api/me/sessions/end', { id: other?.id }).expect(204);
    problemOf(await there.get('/api/me'), 401, 'notSignedIn');
    await stream.until((seen) => seen.some(({ kind }) => kind === 'signedOut'));
    await stream.ended;
    await here.get('/api/me').expect(200);
    expect(await auditOf(head)).toContainEqual({ verb: 'session.end', subject: other?.id, detail: {} });
  });

  it('ends all the others and keeps this one', async () => {
    const { deputy } = the.town;
    const others = [await signIn(the.server, deputy), await signIn(the.server, deputy)];
    const here = await signIn(the.server, deputy);
    await here.post('/api/me/sessions/end-others').expect(204);
    for (const other of others) problemOf(await other.get('/api/me'), 401, 'notSignedIn');
    expect((await shown(here)).sessions).toHaveLength(1);
    expect((await auditOf(deputy)).at(-1)).toMatchObject({ verb: 'session.endOthers', detail: { ended: 2 } });
  });

  it('ends nobody else’s session, forgets nobody else’s browser, and says of them what it says of none', async () => {
    const theirs = await signIn(the.server, the.town.lead);
    const foreign = await shown(theirs);
    const mine = await signIn(the.server, the.town.teacher);
    const tried = [
      await mine.post('/api/me/sessions/end', { id: foreign.sessions[0]?.id }),
      await mine.post('/api/me/sessions/end', { id: '0b2c4f0e-5a3a-4a94-9f6b-3f1f8f1d0001' }),
      await mine.post('/api/me/sessions/end', { id: (await shown(mine)).sessions[0]?.id }),
      await mine.post('/api/me/devices/forget', { id: foreign.devices[0]?.id }),
    ].map((response) => {
      const { requestId: _differs, ...body } = problemOf(response, 404, 'notFound');
      return body;
    });
    expect(new Set(tried.map((body) => JSON.stringify(body))).size).toBe(1);
    expect((await shown(theirs)).devices).toHaveLength(foreign.devices.length);
    await theirs.get('/api/me').expect(200);
  });

  it('forgets a browser that I signed in from', async () => {
    const { otherDsl } = the.town;
    const here = await signIn(the.server, otherDsl);
    const [device] = (await shown(here)).devices;
    await here.post('/api/me/devices/forget', { id: device?.id }).expect(204);
    expect((await shown(here)).devices).toEqual([]);
    expect((await auditOf(otherDsl)).at(-1)).toMatchObject({ verb: 'device.forget', subject: device?.id });
  });
});

describe('how long sessions of a trust last', () => {
  const aStrictTrust = async () => {
    const trust = await aTrust(the.database, { name: 'Strict Trust' });
    const person = () => aPerson(trust).withPasswordHash(PASSWORD_HASH);
    const admin = await person().as('trustAdministrator').create();
    return { trust, admin, ceo: await person().as('ceo').create() };
  };

  it('is as long as anywhere until it is set, and then shorter at once for sessions that are open, too', async () => {
    const { trust, admin, ceo } = await aStrictTrust();
    const open = await signIn(the.server, ceo);
    const set = await signIn(the.server, admin);
    const before = signInRulesShown.strict().parse((await set.get('/api/trust/sign-in')).body);
    expect(before).toEqual({
      rules: { idleMinutes: 60, longestMinutes: 720, stepUpMinutes: 10 },
      askedOf: {},
      set: null,
    });
    await move(ceo, `seen_at = clock_timestamp() - interval '21 minutes'`);
    await open.get('/api/me').set('x-unattended', '1').expect(200);
    await set
      .post('/api/trust/sign-in', { ...before.rules, idleMinutes: 20, longestMinutes: 240 })
      .expect(204);
    problemOf(await open.get('/api/me'), 401, 'notSignedIn');
    const again = await signIn(the.server, ceo);
    const left = ({ me: { now } }: SignedIn, end: string) =>
      Math.round((Date.parse(end) - Date.parse(now)) / 60_000);
    expect([left(again, again.me.idleEndsAt), left(again, again.me.expiresAt)]).toEqual([20, 240]);
    await move(ceo, `created_at = clock_timestamp() - interval '241 minutes'`);
    problemOf(await again.get('/api/me'), 401, 'notSignedIn');
    const after = signInRulesShown.strict().parse((await set.get('/api/trust/sign-in')).body);
    expect(after.rules).toEqual({ idleMinutes: 20, longestMinutes: 240, stepUpMinutes: 10 });
    expect(after.set?.by).toBe(admin.name);
    // Their neighbours' sessions are none of it.
    const elsewhere = await signIn(the.server, the.town.governor);
    expect(left(elsewhere, elsewhere.me.idleEndsAt)).toBe(60);
    const [kept] = await the.database.ownerPlatform.query<{ rows: number }>(
      'select count(*)::integer as rows from platform.sign_in_rule where tenant_id <> $1',
      [trust.id],
    );
    expect(kept).toEqual({ rows: 0 });
  });

  it('is never longer than the floor, in the contract and in the database', async () => {
    const { trust, admin } = await aStrictTrust();
    const set = await signIn(the.server, admin);
    for (const rules of [
      { idleMinutes: 61, longestMinutes: 720, stepUpMinutes: 10 },
      { idleMinutes: 60, longestMinutes: 721, stepUpMinutes: 10 },
      { idleMinutes: 60, longestMinutes: 720, stepUpMinutes: 16 },
    ]) {
      problemOf(await set.post('/api/trust/sign-in', rules), 400, 'badRequest');
    }
    const keep = (tenantId: string, minutes: number) =>
      the.database.api.run(admin.as, (tx) =>
        tx.query(
          'insert into platform.sign_in_rule (tenant_id, idle_minutes, longest_minutes, set_by) values ($1, $2, 720, $3)',
          [tenantId, minutes, admin.id],
        ),
      );
    await expect(keep(trust.id, 61)).rejects.toThrow(/sign_in_rule_idle_minutes_check/);
    await expect(keep(the.town.trust.id, 60)).rejects.toThrow(/row-level security/);
  });
});

const move = (person: Somebody, set: string) =>
  the.database.ownerPlatform.query(`update platform.session set ${set} where person_id = $1`, [person.id]);
