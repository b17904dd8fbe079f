import { randomUUID } from 'node:crypto';
import { makeAgencyLink } from '@trustward/casework';
import { ownNotify } from '@trustward/contracts';
import { aPerson } from '@trustward/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApi } from '../api/api-server.ts';
import { PASSWORD_HASH } from '../api/password.ts';
import { signIn } from '../api/signed-in.ts';
import { anAdministrator } from './harness/changes.ts';
import { given } from './harness/cli.ts';
import { aWorker, moveTo } from './harness/drills.ts';
import { OWN_SERVICE, startNotifyServer } from './harness/notify-server.ts';
import type { NotifyServer } from './harness/notify-server.ts';
import { hasPhone } from './harness/phone.ts';
import { startProcessWorld, type ProcessWorld } from './harness/process-world.ts';
import { query } from './harness/rows.ts';
import { done, openDrill, openRealCase, ringSocialCare } from './harness/scenario.ts';
import { until } from './harness/until.ts';

const TOKEN = 'a-word-that-only-notify-knows';
const TEMPLATE = '0b2c4f0e-5a3a-4a94-9f6b-3f1f8f1d0001';
const PHONE = '07700900123';
let world: ProcessWorld;
let notify: NotifyServer;
let worker: Awaited<ReturnType<typeof aWorker>>;
beforeAll(async () => {
  world = await startProcessWorld('notify');
  notify = await startNotifyServer();
  await hasPhone(world, world.people.head.id, PHONE);
  worker = await aWorker(world, {
    TRUSTWARD_NOTIFY_URL: notify.url,
    TRUSTWARD_NOTIFY_API_KEY: notify.key,
    TRUSTWARD_NOTIFY_EMAIL_TEMPLATE: TEMPLATE,
    TRUSTWARD_NOTIFY_TEXT_TEMPLATE: TEMPLATE,
  });
});
afterAll(async () => {
  await world.end();
  await notify.end();
});

describe('GOV.UK Notify', () => {
  it('carries e-mail by our template, and what is late by text too, which says to sign in and no more', async () => {
    const { head } = world.people;
    const caseId = await openDrill(world);
    await ringSocialCare(world, caseId);
    await moveTo(world, caseId, 1);
    const sent = await ended(
      caseId,
      (rows) =>
        rows.some(({ channel, state }) => channel === 'text' && state === 'accepted') &&
        rows.every(({ state }) => state !== 'waiting'),
    );
    const ours = notify.sent.filter(({ reference }) => sent.some(({ id }) => reference.endsWith(`/${id}`)));
    for (const text of ours.filter(({ way }) => way === 'sms')) {
      expect(text).toMatchObject({ to: PHONE, template: TEMPLATE });
      expect(text.words).toEqual({ text: 'DRILL. Trustward: sign in, urgent' });
    }
    const subjects = ours.flatMap(({ to, words }) => (to === head.email ? [words['subject']] : []));
    expect(subjects).toContainEqual(expect.stringMatching(/^DRILL · Trustward: Something is late \(.{7}\)$/));
    expect(JSON.stringify(ours)).not.toMatch(/referral|social care|Robin|Testcase|Year \d/i);
    const unheard = await unreached(caseId);
    expect(unheard).toEqual([]);
  });

  it('that is asked too much or fails is asked again; what it says of one address is of that address alone', async () => {
    const { dsl, head } = world.people;
    notify.treat(dsl.email, 429, 1);
    await ended(await openRealCase(world), (rows) => rows[0]?.state === 'accepted');
    notify.treat(dsl.email, 500, 1);
    await ended(await openRealCase(world), (rows) => rows[0]?.state === 'accepted');
    notify.treat(dsl.email, 'badAddress', 1);
    const caseId = await openRealCase(world);
    const sent = await ended(
      caseId,
      (rows) => rows.length > 1 && rows.every(({ state }) => state !== 'waiting'),
    );
    expect(sent).toMatchObject([
      { person: dsl.id, state: 'refused', code: '400' },
      { person: head.id, state: 'accepted' },
    ]);
  });

  it('to which no file can be given, brings the address of the time for a diary, for its reader alone', async () => {
    const { dsl, head } = world.people;
    const caseId = await openRealCase(world);
    const [message] = await ended(caseId, (rows) => rows[0]?.state === 'accepted');
    const letter = notify.sent.find(({ reference }) => reference.endsWith(`/${message?.id}`));
    const [, noticeId = ''] = /: http\S+\/diary\/([0-9a-f-]{36})\n$/.exec(letter?.words['text'] ?? '') ?? [];
    const server = await startApi(world.database);
    const at = `/api/notices/${noticeId}/due.ics`;
    const { text } = await (await signIn(server, dsl)).get(at).expect(200);
    expect(text).toContain(`UID:${noticeId}\r\n`);
    await (await signIn(server, head)).get(at).expect(404);
    await server.close();
  });

  it('that refuses our key, or our template, is said loudly and loses nothing', async () => {
    const { dsl } = world.people;
    notify.changeSecret(false);
    const caseId = await openRealCase(world);
    await ended(caseId, (rows) => rows[0]?.code === 'lockedOut');
    expect(await messages(caseId)).toMatchObject([{ state: 'waiting' }]);
    notify.treat(dsl.email, 'badTemplate', 1);
    notify.changeSecret(true);
    await ended(caseId, (rows) => rows[0]?.state === 'accepted');
    const alarms = worker
      .lines()
      .filter(({ level, message }) => level === 'error' && message.includes('refuses our'));
    expect(alarms).toHaveLength(1);
    expect(worker.output()).toContain('CarrierRefusesUs');
    expect(worker.output()).not.toMatch(/example\.test|26785a09/);
  });

  it('calls back with what became of a message, once it is known, and says who it is', async () => {
    const api = await world.api({ TRUSTWARD_NOTIFY_CALLBACK_TOKEN: TOKEN });
    const call = (token: string, message: Sent, status: string) =>
      fetch(`${api.url}/api/carrier/notify`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ reference: `${world.trust.id}/${message.id}`, to: 'x@example.test', status }),
      });
    for (const [status, state, isMissed] of BECOMES) {
      const caseId = await openRealCase(world);
      const [message] = await ended(caseId, (rows) => rows[0]?.state === 'accepted');
      if (message === undefined) throw new Error('Nothing was sent.');
      expect((await call('a-guess', message, status)).status).toBe(401);
      expect((await call(TOKEN, message, 'sending')).status).toBe(204);
      expect((await messages(caseId))[0]?.state).toBe('accepted');
      for (let twice = 0; twice < 2; twice++) expect((await call(TOKEN, message, status)).status).toBe(204);
      const [fate] = await ended(caseId, ([first]) => first?.state === state);
      expect(fate?.code).toBe(isMissed ? status : null);
      const told = await until(
        'who hears of it',
        () => unreached(caseId),
        ({ length }) => length > 0 === isMissed,
      );
      expect(told).toEqual(isMissed ? [{ person: world.people.dsl.id, why: state }] : []);
    }
  });
});

describe('a trust’s own service at GOV.UK Notify', () => {
  const OWN_TOKEN = 'a-word-that-only-their-own-service-knows';
  const service = { apiKey: '', emailTemplate: TEMPLATE, textTemplate: null, callbackToken: OWN_TOKEN };
  let trust: readonly string[];
  beforeAll(async () => {
    const [row] = await query<{ slug: string }>(world, 'select slug from platform.tenant where id = $1');
    trust = ['--trust', row?.slug ?? ''];
  });

  it('carries its messages from the moment it is set, and no more once it is taken back', async () => {
    const keyed = JSON.stringify({ ...service, apiKey: notify.ownKey });
    expect(await given(world, keyed, 'trust', 'notify', ...trust)).toMatchObject({ code: 0, talk: '' });
    await until('a letter by it', sentByNow, (by) => by === OWN_SERVICE);
    const kept = await query<{ sealed: string }>(
      world,
      `select encode(sealed, 'escape') as sealed
      from app.own_carrier where tenant_id = $1`,
    );
    expect(JSON.stringify(kept)).not.toContain(notify.ownKey.slice(-12));
    expect(await given(world, '', 'trust', 'notify', '--forget', ...trust)).toMatchObject({ code: 0 });
    expect(await given(world, '', 'trust', 'notify', '--forget', ...trust)).toMatchObject({ code: 1 });
    await until('a letter without it', sentByNow, (by) => by !== OWN_SERVICE);
  });

  it('keeps nothing from the portal where its key was damaged, and its e-mail until the key is given anew', async () => {
    const keyed = JSON.stringify({ ...service, apiKey: notify.ownKey });
    await given(world, keyed, 'trust', 'notify', ...trust);
    await query(world, `update app.own_carrier set sealed = '\\x00' where tenant_id = $1`);
    const told = async () => {
      const caseId = await openRealCase(world);
      const [message] = await ended(
        caseId,
        ([row]) => row?.state === 'accepted' || row?.code === 'lockedOut',
      );
      return { caseId, message };
    };
    // It is used for some seconds more as it was.
    const { caseId } = await until(
      'a letter that waits',
      told,
      ({ message }) => message?.code === 'lockedOut',
    );
    const notices = await query(
      world,
      'select from app.notice where tenant_id = $1 and case_id = $2',
      caseId,
    );
    expect(notices).not.toEqual([]);
    await given(world, keyed, 'trust', 'notify', ...trust);
    await ended(caseId, ([row]) => row?.state === 'accepted');
    await given(world, '', 'trust', 'notify', ...trust, '--forget');
  });

  it('speaks by its callbacks of that trust’s messages alone', async () => {
    const api = await world.api();
    const call = (tenantId: string) =>
      fetch(`${api.url}/api/carrier/notify`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${OWN_TOKEN}` },
        body: JSON.stringify({ reference: `${tenantId}/${tenantId}`, status: 'delivered' }),
      }).then(({ status }) => status);
    expect(await call(world.trust.id)).toBe(401);
    const keyed = JSON.stringify({ ...service, apiKey: notify.ownKey });
    await given(world, keyed, 'trust', 'notify', ...trust);
    expect(await call(world.trust.id)).toBe(204);
    expect(await call('0b2c4f0e-5a3a-4a94-9f6b-3f1f8f1d0001')).toBe(401);
  });

  it('carries no link by which an agency confirms: whoever holds its account could press it', async () => {
    await until('a letter by it', sentByNow, (by) => by === OWN_SERVICE);
    const caseId = await openRealCase(world);
    await ringSocialCare(world, caseId);
    await done(world, world.people.dsl, caseId, 'written-follow-up', ['sentBy', 'tracking', 'complete']);
    const link = { id: randomUUID(), caseId, step: 'receipt', party: 'socialCare', mail: true };
    const { token } = await world.database.api.run(world.people.dsl.as, (tx) => makeAgencyLink(tx, link));
    const letters = () => notify.sent.filter(({ words }) => JSON.stringify(words).includes(token));
    await until('the letter', letters, (found) => found.length > 0);
    expect(letters().map(({ service: by }) => by)).not.toContain(OWN_SERVICE);
  });

  it('is tried by whoever gave it, by a message to themselves that says it is one', async () => {
    const { admin, email, end } = await anAdministrator(world);
    const colleague = await aPerson(world.trust)
      .withPasswordHash(PASSWORD_HASH)
      .as('trustAdministrator')
      .create();
    const at = '/api/trust/notify';
    const cameOf = async (apiKey: string) => {
      await admin.post(at, { ...service, textTemplate: TEMPLATE, apiKey }).expect(204);
      const own = async () => ownNotify.parse((await admin.get(at).expect(200)).body);
      await admin.post(`${at}/try`, { given: (await own()).given?.at }).expect(204);
      const tried = async () => (await own()).tried?.came;
      return until('the trial', tried, (came) => came?.email !== null && came?.text !== null);
    };
    expect(await cameOf(notify.ownKey.replace(/.$/, '0'))).toEqual({ email: 'lockedOut', text: 'noAddress' });
    expect(await cameOf(notify.ownKey)).toEqual({ email: 'accepted', text: 'noAddress' });
    expect(trials()).toMatchObject([{ to: email, service: OWN_SERVICE }]);
    const told = () => notify.sent.filter(({ to }) => to === colleague.email);
    const letters = await until('what the others hear', told, ({ length }) => length > 1);
    // By our own account: what it is about may be somebody else's key.
    expect(letters.map(({ service: by }) => by)).not.toContain(OWN_SERVICE);
    const words = ['Trustward: Your trust’s GOV.UK Notify key was replaced'];
    expect(letters.map(({ words: { subject } }) => subject)).toEqual(words.concat(words));
    expect(JSON.stringify(letters)).not.toMatch(new RegExp(`${notify.ownKey.slice(-12)}|${OWN_TOKEN}`));
    expect(worker.output()).not.toContain(notify.ownKey.slice(-12));
    await end();
  });

  it('is tried again, and soon, where the worker that had the trial in hand was killed', async () => {
    const before = trials().length;
    await world.database.owner.run({ tenantId: world.trust.id, actor: 'test' }, async (tx) => {
      await tx.query('select app.try_carrier()');
      await tx.query(
        `with job as (update graphile_worker._private_jobs set attempts = 1, ${BY_THE_KILLED}
          where key = 'tryCarrier/' || $1 returning job_queue_id)
        update graphile_worker._private_job_queues q set ${BY_THE_KILLED} from job where q.id = job.job_queue_id`,
        [tx.tenantId],
      );
    });
    await until(
      'the trial',
      () => trials().length,
      (count) => count > before,
      30_000,
    );
  });

  it('is refused in words that name what is wrong with it, and never by an argument', async () => {
    const wrong = JSON.stringify({ ...service, apiKey: 'nonsense', callbackToken: 'short' });
    expect(await given(world, wrong, 'trust', 'notify', ...trust)).toMatchObject({
      code: 2,
      talk: 'Give the key as GOV.UK Notify shows it: name, service and secret. Give a bearer token of 20 characters or more.\n',
    });
    expect((await given(world, 'not json', 'trust', 'notify', ...trust)).code).toBe(2);
    expect((await given(world, '{}', 'trust', 'notify', '--trust', 'nobody')).code).toBe(2);
  });

  const BY_THE_KILLED = `locked_at = now() - interval '1 minute', locked_by = 'killed'`;
  const trials = () => notify.sent.filter(({ words }) => words['subject'] === 'Trustward: a trial message');

  /** By whose service a letter goes that is written now. */
  async function sentByNow(): Promise<string | undefined> {
    const caseId = await openRealCase(world);
    const [message] = await ended(caseId, (rows) => rows[0]?.state === 'accepted');
    return notify.sent.find(({ reference }) => reference.endsWith(`/${message?.id}`))?.service;
  }
});

const BECOMES = [
  ['delivered', 'delivered', false],
  ['permanent-failure', 'bounced', true],
  ['temporary-failure', 'noAnswer', true],
  ['technical-failure', 'noAnswer', true],
] as const;

interface Sent {
  readonly id: string;
  readonly person: string;
  readonly channel: string;
  readonly state: string;
  readonly code: string | null;
  readonly attempts: number;
}

const messages = (caseId: string): Promise<Sent[]> =>
  query(
    world,
    `select m.id, m.person_id as person, m.channel, m.state, m.code, m.attempts from app.message m
     where m.tenant_id = $1 and m.case_id = $2 order by m.created_at, m.channel`,
    caseId,
  );

const ended = (caseId: string, so: (rows: Sent[]) => boolean): Promise<Sent[]> =>
  until(
    'messages',
    () => messages(caseId),
    (rows) => rows.length > 0 && so(rows),
  );

const unreached = (caseId: string) =>
  query<{ person: string; why: string }>(
    world,
    `select body -> 'event' ->> 'person' as person, body -> 'event' ->> 'why' as why from app.case_event
     where tenant_id = $1 and case_id = $2 and type = 'unreached'`,
    caseId,
  );
