import { randomUUID } from 'node:crypto';
import { change, me, signInRulesShown } from '@trustward/contracts';
import type { Somebody } from '@trustward/testing';
import { describe, expect, it } from 'vitest';
import { asking, problemOf } from './api-server.ts';
import { openStream } from './event-stream.ts';
import { PASSWORD } from './password.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';

const RULES = { idleMinutes: 60, longestMinutes: 720, stepUpMinutes: 10 };
const AT = '/api/trust/sign-in';
const the = aSetting();

const move = (person: Somebody, set: string) =>
  the.database.ownerPlatform.query(`update platform.session set ${set} where person_id = $1`, [person.id]);
/** As if it had begun so long ago, and somebody had been at it since. */
const aged = async (person: Somebody, minutes: number): Promise<SignedIn> => {
  const session = await signIn(the.server, person);
  await move(person, `created_at = clock_timestamp() - interval '${minutes} minutes'`);
  return session;
};
const stepUp = (who: SignedIn, password = PASSWORD) => who.post('/api/me/step-up', { password });
/** The same page with the cookie that it was given anew. */
const cookieOf = (response: { get(name: string): string[] | undefined }) =>
  String(response.get('Set-Cookie')?.[0]).split(';')[0] ?? '';

describe('what asks who it is once more', () => {
  it('is open to whoever has just signed in, and later asks for the password: then it is done as it was sent', async () => {
    const { administrator } = the.town;
    const fresh = await signIn(the.server, administrator);
    await fresh.post(AT, RULES).expect(204);
    await move(administrator, `created_at = clock_timestamp() - interval '11 minutes'`);
    problemOf(await fresh.post(AT, RULES), 403, 'stepUpNeeded');
    await fresh.get(AT).expect(200);
    const response = await stepUp(fresh).expect(200);
    const again = me.strict().parse(response.body);
    const send = (cookie: string) =>
      asking(the.server).post(AT).set('cookie', cookie).set('x-csrf-token', again.csrfToken).send(RULES);
    await send(cookieOf(response)).expect(204);
    await move(administrator, `stepped_up_at = clock_timestamp() - interval '11 minutes'`);
    problemOf(await send(cookieOf(response)), 403, 'stepUpNeeded');
  });

  it('changes the token: the one before opens nothing of it, and nothing at all ten seconds later', async () => {
    const { administrator } = the.town;
    const before = await aged(administrator, 11);
    const response = await stepUp(before).expect(200);
    expect(cookieOf(response)).not.toBe(before.cookie);
    // What another tab had on its way still arrives, by the word against forgery that it has.
    expect(me.parse(response.body).csrfToken).toBe(before.me.csrfToken);
    await before.get('/api/me').expect(200);
    problemOf(await before.post(AT, RULES), 403, 'stepUpNeeded');
    await move(administrator, `rotated_at = rotated_at - interval '11 seconds'`);
    problemOf(await before.get('/api/me'), 401, 'notSignedIn');
    const now = () => asking(the.server).get('/api/me').set('cookie', cookieOf(response));
    await now().expect(200);
    // Twice: the page keeps the word it had from the beginning.
    const again = await asking(the.server)
      .post('/api/me/step-up')
      .set('cookie', cookieOf(response))
      .set('x-csrf-token', before.me.csrfToken)
      .send({ password: PASSWORD })
      .expect(200);
    expect(me.parse(again.body).csrfToken).toBe(before.me.csrfToken);
  });

  it('ends with the session, by whichever of its tokens it is signed out', async () => {
    const head = await signIn(the.server, the.town.head);
    const response = await stepUp(head).expect(200);
    await head.post('/api/sign-out').expect(204);
    const later = await asking(the.server).get('/api/me').set('cookie', cookieOf(response));
    problemOf(later, 401, 'notSignedIn');
  });

  it('leaves a stream that is open as it was', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const stream = await openStream(the.server, dsl.cookie);
    await stepUp(dsl).expect(200);
    await move(the.town.dsl, `rotated_at = rotated_at - interval '11 seconds'`);
    await new Promise((done) => setTimeout(done, 5_000));
    expect(stream.messages.map(({ kind }) => kind)).not.toContain('signedOut');
    stream.close();
  });

  it('refuses a wrong password, and audits a right one', async () => {
    const { lead } = the.town;
    const session = await signIn(the.server, lead);
    const problem = problemOf(await stepUp(session, 'wrong'), 422, 'refused');
    expect(problem.fields).toEqual([{ field: 'password', reason: 'This is not your password' }]);
    await stepUp(session).expect(200);
    const rows = await the.database.owner.run({ tenantId: the.town.trust.id, actor: 'test' }, (tx) =>
      tx.query<{ verb: string }>(`select verb from app.audit where person_id = $1`, [lead.id]),
    );
    expect(rows.filter(({ verb }) => verb === 'session.stepUp')).toHaveLength(1);
  });

  it('asks nobody for a password for what they may not do', async () => {
    const teacher = await aged(the.town.teacher, 60);
    problemOf(await teacher.post(AT, RULES), 403, 'notAllowed');
  });

  it('stands before the trust’s key, and before nothing that helps a child', async () => {
    const admin = await aged(the.town.administrator, 60);
    for (const [path, body] of [
      [
        '/api/trust/notify',
        {
          apiKey: 'ours-c8e1a7f2-70b9-4b6c-93f0-2f6a5f1c0a11-5b1d3c7e-9a55-4f0e-8f6d-7d0b9a3c4e22',
          emailTemplate: '0b2c4f0e-5a3a-4a94-9f6b-3f1f8f1d0001',
          textTemplate: null,
          callbackToken: 'a-word-that-only-notify-knows',
        },
      ],
      ['/api/trust/notify/forget', { given: new Date().toISOString() }],
    ] as const) {
      problemOf(await admin.post(path, body), 403, 'stepUpNeeded');
    }
    const dsl = await aged(the.town.dsl, 60);
    for (const path of ['/api/report-form', '/api/duties', '/api/cases', '/api/notices']) {
      await dsl.get(path).expect(200);
    }
  });

  it('stands before an authority’s limits and numbers are applied, and not before a school’s days are', async () => {
    const admin = await aged(the.town.administrator, 60);
    const { trust, school } = the.town;
    const drafted = async (what: object) => {
      const { body } = await admin.post('/api/changes', { eventId: randomUUID(), ...what }).expect(200);
      const { id, version } = change.parse(body);
      return admin.post(`/api/changes/${id}/apply`, { version });
    };
    const hours = 'Monday to Friday, 09:00 to 16:00';
    const authority = { kind: 'authority', authorityId: trust.authorityId, hours, limits: {} };
    problemOf(await drafted(authority), 403, 'stepUpNeeded');
    const number = { kind: 'number', authorityId: trust.authorityId, about: 'child', number: '01632 960999' };
    problemOf(await drafted(number), 403, 'stepUpNeeded');
    const calendar = { kind: 'calendar', schoolId: school.id, terms: [], closedDays: [], opensAt: null };
    problemOf(await drafted(calendar), 409, 'stale');
  });

  it('asks the sooner where the trust says so', async () => {
    const admin = await signIn(the.server, the.town.administrator);
    await admin.post(AT, { ...RULES, stepUpMinutes: 1 }).expect(204);
    expect(signInRulesShown.parse((await admin.get(AT)).body).rules.stepUpMinutes).toBe(1);
    await move(the.town.administrator, `created_at = clock_timestamp() - interval '2 minutes'`);
    problemOf(await admin.post(AT, RULES), 403, 'stepUpNeeded');
  });
});
