import { SESSION_IDLE_HEADER, UNATTENDED_HEADER, me } from '@trustward/contracts';
import type { Me } from '@trustward/contracts';
import { aPerson, aTrust } from '@trustward/testing';
import { describe, expect, it } from 'vitest';
import { asking, problemOf, startApi } from './api-server.ts';
import { aSetting } from './setting.ts';
import { PASSWORD, PASSWORD_HASH } from './password.ts';
import { signIn } from './signed-in.ts';

const the = aSetting();

const attempt = (email: string, password: string) =>
  asking(the.server).post('/api/sign-in').send({ email, password });

/** How many seconds ago their session was last used by somebody. */
const unusedFor = async (person: { id: string }) => {
  const [row] = await the.database.ownerPlatform.query<{ seconds: number }>(
    `select extract(epoch from clock_timestamp() - max(seen_at))::float as seconds from platform.session
     where person_id = $1`,
    [person.id],
  );
  return row?.seconds;
};

const sessions = () =>
  the.database.ownerPlatform.query<{ hash: string }>(
    `select encode(id_hash, 'hex') as hash from platform.session`,
  );

describe('signing in', () => {
  it('says who is signed in, what they hold and what they may do', async () => {
    const { me: about } = await signIn(the.server, the.town.dsl);
    expect(about).toMatchObject({
      personId: the.town.dsl.id,
      name: 'Dana Lead',
      posts: [{ role: 'dsl', schoolName: 'Elm Primary School' }],
    });
    expect(about.may).toEqual([
      'report:create',
      'duty:read',
      'duty:do',
      'duty:takeOver',
      'duty:acknowledge',
      'duty:handOver',
      'duty:waive',
      'duty:pause',
      'duty:answer',
      'case:standDown',
      'case:mistake',
      'case:record',
      'hold:release',
      'case:read',
      'case:list',
      'case:share',
      'shared:read',
      'drill:open',
      'drill:moveClock',
      'notice:read',
      'live:read',
    ]);
  });

  it('takes the e-mail address however it is written', async () => {
    await attempt(`  ${the.town.dsl.email.toUpperCase()} `, PASSWORD).expect(200);
  });

  it('answers an unknown address, a wrong password and a disabled account with the same words', async () => {
    const disabled = await aPerson(the.town.trust)
      .named('Dis Abled')
      .withPasswordHash(PASSWORD_HASH)
      .as('ceo')
      .create();
    await the.database.ownerPlatform.query(
      'update platform.account set disabled_at = now() where email = $1',
      [disabled.email],
    );
    const answers = [
      await attempt('nobody@example.test', PASSWORD),
      await attempt(the.town.dsl.email, 'wrong'),
      await attempt(disabled.email, PASSWORD),
    ].map((response) => {
      const { requestId: _differs, ...body } = problemOf(response, 401, 'signInRefused');
      return { body, cookie: response.headers['set-cookie'] };
    });
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it('gives a cookie that scripts cannot read and other sites do not send, and keeps only its hash', async () => {
    const response = await attempt(the.town.head.email, PASSWORD).expect(200);
    const [cookie = '', device] = response.get('Set-Cookie') ?? [];
    expect(device).toMatch(/^trustward-device=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(cookie).toMatch(/^trustward=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/);
    const token = Buffer.from(/=([\w-]{43});/.exec(cookie)?.[1] ?? '', 'base64url');
    expect((await sessions()).map(({ hash }) => hash)).not.toContain(token.toString('hex'));
    expect(server.log()).not.toContain(token.toString('base64url'));
  });

  it('names the cookie __Host- and marks it Secure where the address is https', async () => {
    const https = await startApi(the.database, { publicUrl: 'https://trustward.example' });
    const response = await asking(https)
      .post('/api/sign-in')
      .send({ email: the.town.dsl.email, password: PASSWORD });
    expect(String(response.get('Set-Cookie')?.[0])).toMatch(
      /^__Host-trustward=.*Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
    expect(response.headers['strict-transport-security']).toContain('max-age=');
    await https.close();
  });

  it('gives a new session each time and ends the one that was there: a planted cookie is worth nothing', async () => {
    const first = await signIn(the.server, the.town.dsl);
    const again = await asking(the.server)
      .post('/api/sign-in')
      .set('cookie', first.cookie)
      .send({ email: the.town.dsl.email, password: PASSWORD })
      .expect(200);
    expect(String(again.headers['set-cookie'])).not.toContain(first.cookie);
    problemOf(await first.get('/api/me'), 401, 'notSignedIn');
  });

  it('of somebody in two trusts leads into the first of them, in whichever order they joined', async () => {
    const trusts = [await aTrust(the.database, { name: 'One' }), await aTrust(the.database, { name: 'Two' })];
    const [first] = trusts.map(({ id }) => id).sort();
    for (const order of [trusts, trusts.toReversed()]) {
      const [joined, later] = order;
      if (joined === undefined || later === undefined) throw new Error('there are two trusts');
      const somebody = await aPerson(joined).withPasswordHash(PASSWORD_HASH).create();
      const there = await aPerson(later).create();
      await the.database.ownerPlatform.query(
        `insert into platform.membership (account_id, tenant_id, person_id)
         select account_id, $2, $3 from platform.membership where person_id = $1`,
        [somebody.id, later.id, there.id],
      );
      for (let n = 0; n < 3; n++) expect((await signIn(the.server, somebody)).me.trust.id).toBe(first);
    }
  });

  it('lets the owner in from a browser they used before while somebody at the same address guesses', async () => {
    const { email } = the.town.deputy;
    const first = await attempt(email, PASSWORD).expect(200);
    const device = (first.get('Set-Cookie') ?? []).find((cookie) => cookie.startsWith('trustward-device='));
    for (let n = 0; n < 5; n++) await attempt(email, 'wrong').expect(401);
    const guesses = Promise.all(Array.from({ length: 9 }, () => attempt(email, 'wrong')));
    await new Promise((done) => setTimeout(done, 100));
    const since = Date.now();
    await attempt(email, PASSWORD)
      .set('cookie', device?.split(';')[0] ?? '')
      .expect(200);
    expect(Date.now() - since).toBeLessThan(2_000);
    expect((await guesses).map(({ status }) => status)).toContain(429);
  });

  it('refuses every demo account when the demo is off, with the same words', async () => {
    await the.database.ownerPlatform.query('update platform.account set demo = true where email = $1', [
      the.town.ceo.email,
    ]);
    const before = await signIn(the.server, the.town.ceo);
    const off = await startApi(the.database, { demo: false });
    const body = { email: the.town.ceo.email, password: PASSWORD };
    problemOf(await asking(off).post('/api/sign-in').send(body), 401, 'signInRefused');
    problemOf(await asking(off).get('/api/me').set('cookie', before.cookie), 401, 'notSignedIn');
    await off.close();
  });
});

describe('a session', () => {
  it('is over at once after signing out', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    me.strict().parse((await dsl.get('/api/me').expect(200)).body);
    const response = await dsl.post('/api/sign-out').expect(204);
    expect(String(response.headers['set-cookie'])).toContain('Max-Age=0');
    problemOf(await dsl.get('/api/me'), 401, 'notSignedIn');
  });

  it.each([
    ['its twelve hours are over', `expires_at = clock_timestamp() - interval '1 second'`],
    ['nobody used it for an hour', `seen_at = clock_timestamp() - interval '61 minutes'`],
  ])('is over when %s', async (_when, set) => {
    const deputy = await signIn(the.server, the.town.deputy);
    await the.database.ownerPlatform.query(`update platform.session set ${set} where person_id = $1`, [
      the.town.deputy.id,
    ]);
    problemOf(await deputy.get('/api/me'), 401, 'notSignedIn');
  });

  it('says when it ends, unused and at the latest, and goes on when it is used: never past its twelve hours', async () => {
    const head = await signIn(the.server, the.town.head);
    expect(lasts(head.me)).toEqual({ idle: 60, atMost: 720 });
    const move = (set: string) =>
      the.database.ownerPlatform.query(`update platform.session set ${set} where person_id = $1`, [
        the.town.head.id,
      ]);
    // Asked for a moment ago: what is said is what is kept.
    await move(`seen_at = clock_timestamp() - interval '30 seconds'`);
    const soon = await head.get('/api/me').expect(200);
    expect(Number(soon.headers[SESSION_IDLE_HEADER])).toBeGreaterThan(3_560);
    expect(Number(soon.headers[SESSION_IDLE_HEADER])).toBeLessThan(3_571);
    await move(`seen_at = clock_timestamp() - interval '59 minutes',
      expires_at = clock_timestamp() + interval '5 minutes'`);
    const stayed = await head.get('/api/me').expect(200);
    expect(Number(stayed.headers[SESSION_IDLE_HEADER])).toBe(3_600);
    expect(lasts(me.strict().parse(stayed.body))).toEqual({ idle: 60, atMost: 5 });
    await expect(unusedFor(the.town.head)).resolves.toBeLessThan(30);
  });

  it('is not kept alive by what a page asks for with nobody at it', async () => {
    const deputy = await signIn(the.server, the.town.deputy);
    await the.database.ownerPlatform.query(
      `update platform.session set seen_at = clock_timestamp() - interval '50 minutes' where person_id = $1`,
      [the.town.deputy.id],
    );
    const reloaded = await deputy.get('/api/duties').set(UNATTENDED_HEADER, '1').expect(200);
    expect(reloaded.headers[SESSION_IDLE_HEADER]).toBeUndefined();
    await expect(unusedFor(the.town.deputy)).resolves.toBeGreaterThan(49 * 60);
    await deputy.get('/api/duties').expect(200);
    await expect(unusedFor(the.town.deputy)).resolves.toBeLessThan(30);
  });

  it('is over as soon as the account is disabled', async () => {
    const governor = await signIn(the.server, the.town.governor);
    await the.database.ownerPlatform.query(
      'update platform.account set disabled_at = now() where email = $1',
      [the.town.governor.email],
    );
    problemOf(await governor.get('/api/me'), 401, 'notSignedIn');
  });

  it.each([
    ['they are suspended', 'update app.person set suspended_at = now() where id = $1'],
    ['their last post is over', 'update app.post set until = now() where person_id = $1'],
  ])('is over as soon as %s', async (_why, sql) => {
    const head = await aPerson(the.town.trust)
      .named('Sus Pended')
      .withPasswordHash(PASSWORD_HASH)
      .as('headteacher')
      .at(the.town.other)
      .create();
    const signedIn = await signIn(the.server, head);
    await signedIn.get('/api/cases').expect(200);
    await the.database.owner.run({ tenantId: the.town.trust.id, actor: 'test' }, (tx) =>
      tx.query(sql, [head.id]),
    );
    problemOf(await signedIn.get('/api/cases'), 401, 'notSignedIn');
    const again = asking(the.server).post('/api/sign-in').send({ email: head.email, password: PASSWORD });
    problemOf(await again, 401, 'signInRefused');
  });

  it.each([
    '',
    'trustward=',
    'trustward=AAAA',
    `trustward=${'A'.repeat(43)}`,
    `trustward=${'A'.repeat(5_000)}`,
    'other=1',
  ])('is not there for the cookie %j', async (cookie) => {
    problemOf(await asking(the.server).get('/api/me').set('cookie', cookie), 401, 'notSignedIn');
  });
});

describe('a write from elsewhere', () => {
  it.each([
    ['another site, as the browser says', { 'sec-fetch-site': 'cross-site' }],
    ['a sibling site', { 'sec-fetch-site': 'same-site' }],
    ['another origin', { origin: 'https://evil.example' }],
    ['an opaque origin', { origin: 'null' }],
  ])('is refused: %s', async (_what, headers) => {
    const dsl = await signIn(the.server, the.town.dsl);
    problemOf(await dsl.post('/api/sign-out').set(headers), 403, 'forgeryRefused');
    problemOf(await attempt(the.town.dsl.email, PASSWORD).set(headers), 403, 'forgeryRefused');
    await dsl.get('/api/me').expect(200);
  });

  it('is refused without the token, or with another session’s', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const head = await signIn(the.server, the.town.head);
    for (const token of [undefined, '', 'x', head.me.csrfToken]) {
      const write = asking(the.server).post('/api/sign-out').set('cookie', dsl.cookie);
      problemOf(
        await (token === undefined ? write : write.set('x-csrf-token', token)),
        403,
        'forgeryRefused',
      );
    }
    await dsl
      .post('/api/sign-out')
      .set({ origin: 'http://127.0.0.1:4300', 'sec-fetch-site': 'same-origin' })
      .expect(204);
  });
});

/** In minutes. */
const lasts = ({ expiresAt, idleEndsAt, now }: Me) => {
  const until = (end: string) => Math.round((Date.parse(end) - Date.parse(now)) / 60_000);
  return { idle: until(idleEndsAt), atMost: until(expiresAt) };
};

const server = { log: () => the.server.log.join('') };
