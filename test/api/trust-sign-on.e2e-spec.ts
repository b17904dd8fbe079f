import { noticePage, trustSignOn } from '@trustward/contracts';
import { aPerson } from '@trustward/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { problemOf, startApi } from './api-server.ts';
import { openStream } from './event-stream.ts';
import { Issuer } from './issuer.ts';
import { asOwner } from './mailed.ts';
import { PASSWORD_HASH } from './password.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';
import { LINK, TRUST, backTo, begins, finish, linked, sessionOf, signsOn, wentAway } from './signing-on.ts';

const the = aSetting();
let issuer: Issuer;
let another: Issuer;
let trust: string;
beforeAll(async () => {
  trust = the.town.trust.id;
  issuer = await Issuer.start({ shape: 'entra', redirects: [backTo(trust)] });
  another = await Issuer.start({ shape: 'google', redirects: [backTo(trust)] });
});
afterAll(async () => {
  await issuer.end();
  await another.end();
});
afterEach(() => (issuer.mischief = {}));

const admin = () => signIn(the.server, the.town.administrator);
const shown = async (who: SignedIn) => trustSignOn.strict().parse((await who.get(TRUST).expect(200)).body);
const told = async (who: SignedIn) =>
  noticePage
    .parse((await who.get('/api/notices').expect(200)).body)
    .items.map(({ because }) => because)
    .filter((because) => because.startsWith('signOn'));

describe('a trust’s own sign-on', () => {
  it('is given by the central team, which sees where people are sent back to and never the secret again', async () => {
    const who = await admin();
    expect(await shown(who)).toEqual({
      redirect: backTo(trust),
      address: `http://127.0.0.1:4300/sign-in/with/${trust}`,
      ...{ given: null, forgotten: null, linked: 0, tried: null },
    });
    await who.post(TRUST, issuer.given).expect(204);
    const { text } = await who.get(TRUST).expect(200);
    expect(trustSignOn.parse(JSON.parse(text)).given).toMatchObject({
      ...{ by: 'Ada Admin', issuer: issuer.url, clientId: issuer.clientId },
    });
    const read = () =>
      the.database.api.run(the.town.administrator.as, (tx) => tx.query('select sealed from app.sign_on'));
    await expect(read()).rejects.toThrow(/denied/);
    const as = { tenantId: trust, personId: the.town.administrator.id };
    const asked = await the.database.api.run(as, (tx) => tx.query('select * from app.sign_on_kept()'));
    expect(asked).toEqual([]);
    const rows = await asOwner<{ row: string }>(
      the,
      'select o::text as row from app.sign_on o where tenant_id = $1',
    );
    const kept = rows.map(({ row }) => row).join();
    for (const form of [issuer.clientSecret, Buffer.from(issuer.clientSecret).toString('hex')]) {
      expect(text + kept + the.server.log.join()).not.toContain(form);
    }
  });

  it('is set after stepping up, by whoever may, and told to the rest of the central team', async () => {
    const { administrator, lead } = the.town;
    const colleague = await aPerson(the.town.trust)
      .withPasswordHash(PASSWORD_HASH)
      .as('trustAdministrator')
      .create();
    for (const path of ['', '/try', '/forget']) {
      problemOf(await (await signIn(the.server, lead)).post(`${TRUST}${path}`, {}), 403, 'notAllowed');
    }
    const stale = await admin();
    await the.database.ownerPlatform.query(
      `update platform.session set created_at = clock_timestamp() - interval '20 minutes' where person_id = $1`,
      [administrator.id],
    );
    for (const path of ['', '/forget']) {
      problemOf(await stale.post(`${TRUST}${path}`, issuer.given), 403, 'stepUpNeeded');
    }
    const who = await admin();
    await who.post(TRUST, issuer.given).expect(204);
    await who.post(`${TRUST}/forget`, { given: (await shown(who)).given?.at }).expect(204);
    await who.post(TRUST, issuer.given).expect(204);
    expect(await told(await signIn(the.server, colleague))).toEqual([
      ...['signOnGiven', 'signOnForgotten', 'signOnReplaced'],
    ]);
    expect(await told(who)).toEqual([]);
    const audited = await asOwner<{ verb: string }>(
      the,
      `select verb from app.audit where tenant_id = $1 and verb like 'trust.%SignOn' order by at desc, id desc limit 3`,
    );
    expect(audited.map(({ verb }) => verb)).toEqual([
      ...['trust.giveSignOn', 'trust.forgetSignOn', 'trust.giveSignOn'],
    ]);
  });

  it('is tried by whoever sets it, who sees whether it works and stays who they are', async () => {
    const who = await admin();
    const tries = async (mischief: Issuer['mischief']) => {
      issuer.mischief = mischief;
      const back = await wentAway(who.post(`${TRUST}/try`), trust, who.cookie);
      return (await finish(the.server, back).expect(200)).body as unknown;
    };
    expect(await tries({})).toEqual({ came: 'worked', me: null });
    expect((await shown(who)).tried).toMatchObject({ by: 'Ada Admin', came: 'worked' });
    expect(await tries({ claims: (claims) => ({ ...claims, aud: 'another' }) })).toEqual({
      ...{ came: 'refused', me: null },
    });
    expect((await shown(who)).tried).toMatchObject({ came: 'refused' });
    expect((await shown(who)).linked).toBe(0);
    await who.get('/api/me').expect(200);
    problemOf(await signsOn(the.server, trust), 401, 'signInRefused');
  });

  it('keeps its links when the secret alone is given anew', async () => {
    const who = await admin();
    await linked(the.server, issuer, await signIn(the.server, the.town.dsl), 'dana');
    const session = sessionOf(the.server, await signsOn(the.server, trust));
    await who.post(TRUST, issuer.given).expect(204);
    expect((await shown(who)).linked).toBe(1);
    await session.get('/api/me').expect(200);
  });

  it('drops every link when its issuer or its client changes, ends what came by them and tells each person', async () => {
    const [who, head] = [await admin(), await signIn(the.server, the.town.head)];
    await linked(the.server, issuer, head, 'hal');
    const session = sessionOf(the.server, await signsOn(the.server, trust));
    const stream = await openStream(the.server, session.cookie);
    const underWay = await wentAway(begins(the.server, trust), trust);
    // Not by a mistyped letter: whoever means it says which one they mean, as they read it.
    const before = await shown(who);
    expect(problemOf(await who.post(TRUST, another.given), 422, 'refused').rule).toBe('unlinksAll');
    const old = { ...another.given, replaces: '2026-01-01T00:00:00.000Z' };
    problemOf(await who.post(TRUST, old), 409, 'stale');
    expect((await shown(who)).linked).toBe(before.linked);
    await session.get('/api/me').expect(200);
    await who.post(TRUST, { ...another.given, replaces: before.given?.at }).expect(204);
    expect((await shown(who)).linked).toBe(0);
    problemOf(await session.get('/api/me'), 401, 'notSignedIn');
    await stream.ended;
    problemOf(await finish(the.server, underWay), 401, 'signInRefused');
    expect(await told(head)).toEqual(['signOnDropped', 'signOnLinked']);
    await head.get('/api/me').expect(200);
    // The other issuer says the same of the same person, and is believed nothing.
    another.person = { sub: 'hal', email: the.town.head.email };
    problemOf(await signsOn(the.server, trust), 401, 'signInRefused');
    await linked(the.server, another, head, 'hal');
    sessionOf(the.server, await signsOn(the.server, trust));
  });

  it('is taken away with its secret, its links and every session that came by it, within five seconds', async () => {
    const who = await admin();
    const session = sessionOf(the.server, await signsOn(the.server, trust));
    const key = { given: (await shown(who)).given?.at };
    await who.post(`${TRUST}/forget`, key).expect(204);
    problemOf(await session.get('/api/me'), 401, 'notSignedIn');
    expect(await shown(who)).toMatchObject({ given: null, forgotten: { by: 'Ada Admin' }, linked: 0 });
    problemOf(await who.post(`${TRUST}/forget`, key), 409, 'stale');
    problemOf(await begins(the.server, trust), 404, 'notFound');
    problemOf(await (await signIn(the.server, the.town.head)).post(LINK), 404, 'notFound');
    const [kept] = await asOwner<{ count: number }>(
      the,
      'select count(sealed)::integer as count from app.sign_on where tenant_id = $1',
    );
    expect(kept?.count).toBe(0);
  });

  it('ends nobody’s link but one’s own, unless it ended itself', async () => {
    const { dsl, administrator } = the.town;
    const who = await admin();
    await who.post(TRUST, issuer.given).expect(204);
    await linked(the.server, issuer, await signIn(the.server, dsl), 'dana');
    const ended = await the.database.api.run(administrator.as, (tx) =>
      tx.query('update app.sign_on_link set ended_at = now() where ended_at is null returning id'),
    );
    expect(ended).toEqual([]);
    const asDsl = () =>
      the.database.api.run(administrator.as, (tx) =>
        tx.query(
          `insert into app.sign_on_link (tenant_id, id, sign_on_id, account_id, person_id, subject_hash)
           select $1, gen_random_uuid(), o.id, m.account_id, m.person_id, sha256('mine')
           from app.sign_on o, platform.membership m where o.ended_at is null and m.person_id = $2`,
          [trust, the.town.lead.id],
        ),
      );
    await expect(asDsl()).rejects.toThrow(/row-level security/);
  });

  it.each([
    [{ issuer: 'login.example' }, 400],
    [{ issuer: 'https://login.example/?tenant=1' }, 400],
    [{ clientId: '' }, 400],
    [{ clientSecret: '' }, 400],
    [{ issuer: 'https://127.0.0.1:1' }, 422],
  ])('is refused as %j, in words that quote nothing', async (wrong, status) => {
    const answer = await (await admin()).post(TRUST, { ...issuer.given, ...wrong });
    expect(answer.status).toBe(status);
    expect(answer.text).not.toContain(issuer.clientSecret);
  });
});

describe('where nothing on this machine may be asked', () => {
  it.each([
    [() => issuer.url],
    [() => issuer.url.replace('http:', 'https:')],
    [() => 'https://localhost:8443'],
    [() => 'https://169.254.169.254'],
    [() => 'https://[::1]'],
    [() => 'https://10.0.0.7'],
  ])('an issuer inside is not asked, and nothing of it is said', async (address) => {
    const server = await startApi(the.database, { issuersOnLoopback: false });
    const before = issuer.asked.length;
    const who = await signIn(server, the.town.administrator);
    const problem = problemOf(await who.post(TRUST, { ...issuer.given, issuer: address() }), 422, 'refused');
    expect(problem.detail).toMatch(/not public, or not by https/);
    expect(issuer.asked.length).toBe(before);
    await server.close();
  });
});
