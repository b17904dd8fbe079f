import { randomUUID } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import type { CaseView } from '@trustward/contracts';
import { freePort } from '@trustward/infra/ports';
import { aCase } from '@trustward/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiProcess } from './harness/api-process.ts';
import { signIn, type Answer, type Browser } from './harness/browser.ts';
import { anAdministrator, everyAct, givesKey, holdsOtherwise, takesPassword } from './harness/canary-acts.ts';
import { CANARY, CANARY_PHONE, filledIn, publishEveryForm, written } from './harness/canaries.ts';
import { aWorker, moveBeyondAll } from './harness/drills.ts';
import { everyRoute, type Asked, type Described } from './harness/every-route.ts';
import { expectWholeFollowUp } from './harness/expectations.ts';
import { startMailServer, type MailServer } from './harness/mail-server.ts';
import { startNotifyServer, type NotifyServer } from './harness/notify-server.ts';
import { hasPhone } from './harness/phone.ts';
import { startProcessWorld, type ProcessWorld } from './harness/process-world.ts';
import { query } from './harness/rows.ts';
import { startTraceCollector, type TraceCollector } from './harness/trace-collector.ts';
import { until } from './harness/until.ts';
import type { WorkerProcess } from './harness/worker-process.ts';

const TEMPLATE = '0b2c4f0e-5a3a-4a94-9f6b-3f1f8f1d0001';
const ORIGIN = 'https://trustward.example';
let world: ProcessWorld;
let worker: WorkerProcess;
let api: ApiProcess;
let mail: MailServer;
let notify: NotifyServer;
let traces: TraceCollector;
let metrics: readonly string[];
let teacher: Browser;
let dsl: Browser;
let head: Browser;
/** A real case, told of in words wherever it takes words. */
let caseId: string;
let drillId: string;
const statuses = new Set<number>();

beforeAll(async () => {
  [world, mail, notify, traces] = await Promise.all([
    startProcessWorld('canary'),
    startMailServer(),
    startNotifyServer(),
    startTraceCollector(),
  ]);
  const { people } = world;
  for (const { id } of Object.values(people)) await hasPhone(world, id, CANARY_PHONE);
  metrics = [String(await freePort()), String(await freePort())];
  const [ofWorker = '', ofApi = ''] = metrics;
  const debug = { TRUSTWARD_LOG_LEVEL: 'debug', TRUSTWARD_TRACES_URL: traces.url };
  const mailed = {
    TRUSTWARD_SMTP_URL: mail.url,
    TRUSTWARD_PUBLIC_URL: ORIGIN,
    TRUSTWARD_NOTIFY_URL: notify.url,
  };
  [worker, api] = await Promise.all([
    aWorker(world, { ...debug, ...mailed, TRUSTWARD_METRICS_PORT: ofWorker }),
    world.api({ ...debug, TRUSTWARD_METRICS_PORT: ofApi }),
  ]);
  [teacher, dsl, head] = [
    await signIn(api, people.teacher),
    await signIn(api, people.dsl),
    await signIn(api, people.head),
  ];
});
afterAll(async () => {
  await world.end();
  await mail.end();
  await notify.end();
  await traces.end();
});

describe('3.4 what people write, and who they are', () => {
  it('is taken by every form that ships, and goes wherever a case goes', async () => {
    const { trust, people, school } = world;
    const chainId = await publishEveryForm(world);
    const forms = await aCase(trust, people.dsl, school, { chainId, facts: {} });
    for (const { step } of (await viewOf(forms.caseId)).tasks) await done(forms.caseId, step);
    expect((await viewOf(forms.caseId)).tasks.flatMap(({ recorded }) => recorded).length).toBeGreaterThan(
      200,
    );
    caseId = await aReferral();
    drillId = await aLateDrill();
    const { said, record } = await everyAct({ world, api });
    expect(said.filter((words) => !record.includes(words))).toEqual([]);
    await nothingWaits();
  });

  it('is taken where the central team holds otherwise of others, and where somebody sets a password or a key', async () => {
    const admin = await anAdministrator({ world, api });
    await holdsOtherwise({ world, api }, admin);
    await takesPassword({ world, api });
    await nothingWaits();
    await givesKey(admin, notify, TEMPLATE);
    await until(
      'a letter by the key',
      async () => {
        await reported(dsl, false);
        return notify.sent.length;
      },
      (sent) => sent > 1,
    );
    expectNothingIn(JSON.stringify(notify.sent.map(({ to: _address, ...sent }) => sent)), 'what Notify got');
  });

  it('is in no letter: it says whose it is, a reference and an address that carries an id', () => {
    expect(mail.letters.length).toBeGreaterThan(5);
    expect(mail.letters.filter(({ words }) => words.includes(drillId)).length).toBeGreaterThan(3);
    for (const { to, words } of mail.letters) {
      expectNothingIn(words.replaceAll(to, ''), 'a letter');
      for (const [address] of words.matchAll(/https?:\/\/[^\s"<>)]+/g)) {
        expect(address).toMatch(
          /^https:\/\/trustward\.example(\/|\/cases\/[0-9a-f-]{36}|\/\w+(#[\w-]{20,})?)$/,
        );
      }
    }
  });

  it('is in no line of the API, though every route is asked for what it cannot give', async () => {
    const described = (await (await fetch(`${api.url}/api/openapi.json`)).json()) as Described;
    const asked = everyRoute(described, written('at large'), { caseId, step: 'decide', hold: 'none' });
    // The last of them ends the session.
    const inOrder = [...asked].sort(
      (a, b) => Number(/sign-out/.test(a.path)) - Number(/sign-out/.test(b.path)),
    );
    for (const each of inOrder) await ask(each);
    await refused();
    expect([...statuses].sort()).toEqual(
      expect.arrayContaining([400, 401, 404, 409, 413, 415, 422, 500, 503]),
    );
    expect(api.lines().filter(({ message }) => message === 'answered').length).toBeGreaterThan(asked.length);
    expectNothingIn(api.output(), 'the log of the API');
  });

  it('is in no line of the worker and no figure of either', async () => {
    expect(worker.output()).toContain('part is up');
    expectNothingIn(worker.output(), 'the log of the worker');
    for (const port of metrics) {
      const figures = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      expect(figures).toContain('trustward_');
      expectNothingIn(figures, 'the figures');
    }
  });

  it('is in no trace, though each leads from what was asked to whom it told', async () => {
    const ways = (): string =>
      [...traces.ways('drive time'), ...traces.ways('deliverWorkflow send')].join('\n');
    await until(
      'traces from end to end',
      ways,
      (found) =>
        /^POST [^,]+,relay,caseWorkflow wake,drive time$/m.test(found) &&
        /^POST [^,]+,relay,caseWorkflow wake,deliverWorkflow send$/m.test(found),
    );
    expectNothingIn(traces.words(), 'the traces');
  });

  it('is in no byte of what Temporal and PostgreSQL keep, nor of their logs', async () => {
    // What is written while it is read may be gone before it is.
    await Promise.all([world.killTemporal(), world.killPostgres()]);
    const stores = await bytesOf(world.folder, ({ name }) => name.startsWith('temporal'));
    const kept = await bytesOf(world.folder, () => true);
    await world.startPostgres();
    await world.startTemporal();
    // The search finds what is there, or finding nothing would prove nothing.
    expect([stores.includes(caseId), kept.includes('canary_none')]).toEqual([true, true]);
    expectNothingIn(stores, 'Temporal’s store');
    expect(kept.includes(CANARY)).toBe(false);
  });
});

const nothingWaits = (): Promise<unknown> =>
  until(
    'mail of all of it',
    () => query(world, `select from app.message where tenant_id = $1 and state = 'waiting'`),
    ({ length }) => length === 0,
  );

/** Neither a word of anybody nor who they are. */
function expectNothingIn(text: string | Buffer, where: string): void {
  const names = Object.values(world.people).flatMap(({ name, email }) => [name, email]);
  const searched = [
    CANARY,
    encodeURIComponent(written('')),
    CANARY_PHONE,
    CANARY_PHONE.replaceAll(' ', ''),
    ...names,
  ];
  expect([where, searched.filter((each) => text.includes(each))]).toEqual([where, []]);
}

const viewOf = async (id: string): Promise<CaseView> => (await dsl.get(`cases/${id}`)).body as CaseView;

/** An act by HTTP, on the duty as it is now. */
async function on(by: Browser, id: string, step: string, what: string, more: object = {}): Promise<Answer> {
  const { version } = await taskOf(id, step);
  return taken(by, `cases/${id}/duties/${step}/${what}`, { eventId: randomUUID(), version, ...more });
}

async function taken(by: Browser, to: string, body: object): Promise<Answer> {
  const answer = await by.post(to, body);
  if (answer.status >= 300) throw new Error(`${to}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer;
}

async function taskOf(id: string, step: string): Promise<CaseView['tasks'][number]> {
  const found = (await viewOf(id)).tasks.find((task) => task.step === step);
  if (found === undefined) throw new Error(`${step} has not come up`);
  return found;
}

const done = async (id: string, step: string, outcome?: string): Promise<Answer> =>
  on(dsl, id, step, 'done', {
    evidence: filledIn(await taskOf(id, step), outcome),
    ...(outcome && { outcome }),
  });

const concern = (drill: boolean): object => ({
  eventId: randomUUID(),
  ...{
    schoolId: world.school.id,
    childName: written('name'),
    yearGroup: 'Year 4',
    account: written('account'),
  },
  ...{
    awareAt: new Date(Date.now() - 60_000).toISOString(),
    facts: { source: 'saw', 'in-danger-now': 'no' },
    drill,
  },
});

const reported = async (by: Browser, drill: boolean): Promise<string> =>
  ((await taken(by, 'concerns', concern(drill))).body as { caseId: string }).caseId;

/** A concern that is handed over, declined, taken over, referred and confirmed by social care, each in words. */
async function aReferral(): Promise<string> {
  const reason = written('reason');
  const id = await reported(dsl, false);
  await taken(teacher, 'concerns', concern(false));
  await on(dsl, id, 'decide', 'hand-over', { to: world.people.head.id, reason });
  await on(head, id, 'decide', 'decline', { to: 'handOver', reason });
  await on(head, id, 'decide', 'take-over', { reason });
  await on(head, id, 'decide', 'done', {
    evidence: filledIn(await taskOf(id, 'decide'), 'refer'),
    outcome: 'refer',
  });
  await done(id, 'verbal-referral');
  await done(id, 'written-follow-up');
  await on(dsl, id, 'record-answer', 'waive', { reason: 'child-moved', why: reason });
  const link = await taken(dsl, `cases/${id}/duties/receipt/link`, { eventId: randomUUID(), mail: true });
  const [, token] = (link.body as { address: string }).address.split('#');
  const press = { token, press: randomUUID() };
  await taken(dsl, 'acknowledgements', {
    ...press,
    name: written('them'),
    theirReference: written('theirs'),
  });
  return id;
}

/** Reminders, breaches and what follows them are told. */
async function aLateDrill(): Promise<string> {
  const id = await reported(dsl, true);
  await done(id, 'decide', 'refer');
  await done(id, 'verbal-referral');
  await moveBeyondAll(world, id);
  await expectWholeFollowUp(world, id);
  return id;
}

async function ask({ method, path: to, body }: Asked, headers = dsl.headers): Promise<void> {
  const typed =
    body === undefined ? {} : { body, headers: { 'content-type': 'application/json', ...headers } };
  const answer = await fetch(`${api.url}${to}`, { method, headers, ...typed });
  statuses.add(answer.status);
  await answer.body?.cancel();
}

/** What is refused before any route, and what goes wrong on our side. */
async function refused(): Promise<void> {
  const said = encodeURIComponent(written('path'));
  const body = JSON.stringify(concern(false));
  const post = { method: 'POST', path: '/api/concerns' };
  head = await signIn(api, world.people.head);
  await ask({ method: 'GET', path: `/api/${said}/${said}?${said}=${said}` });
  await ask({ method: 'GET', path: `/api/cases/%E0${CANARY}` });
  await ask({ method: 'GET', path: `/${said}`.padEnd(9_000, CANARY) });
  await ask({ ...post, body: `{"${CANARY}` }, head.headers);
  await ask({ ...post, body: `"${CANARY.repeat(300_000)}"` }, head.headers);
  await ask({ ...post, body }, { ...head.headers, 'content-type': `text/${CANARY}` });
  await ask({ ...post, body }, { ...head.headers, 'x-csrf-token': CANARY });
  await ask(
    {
      method: 'POST',
      path: '/api/sign-in',
      body: JSON.stringify({ email: `${CANARY}@example.test`, password: CANARY }),
    },
    {},
  );
  await noHttp(`${CANARY} ${CANARY}\r\n\r\n`);
  await ask(
    {
      method: 'POST',
      path: `/api/cases/${caseId}/duties/decide/done`,
      body: JSON.stringify({
        eventId: randomUUID(),
        version: 1,
        outcome: 'refer',
        evidence: { reason: CANARY, others: CANARY },
      }),
    },
    head.headers,
  );
  await owner('alter table app.case_file add constraint canary_none check (false) not valid');
  await ask({ ...post, body }, head.headers);
  await owner('alter table app.case_file drop constraint canary_none');
  await world.killPostgres();
  await ask({ ...post, body }, head.headers);
  await world.startPostgres();
}

const owner = (sql: string): Promise<unknown> => world.database.ownerPlatform.run((tx) => tx.query(sql));

const noHttp = (bytes: string): Promise<void> =>
  new Promise((ended, failed) => {
    const { hostname, port } = new URL(api.url);
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket
      .on('data', () => undefined)
      .on('error', failed)
      .on('close', () => ended());
  });

async function bytesOf(
  folder: string,
  wanted: (file: { readonly name: string }) => boolean,
): Promise<Buffer> {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(
    (it) => it.isFile() && wanted(it),
  );
  return Buffer.concat(await Promise.all(files.map((it) => readFile(path.join(it.parentPath, it.name)))));
}
