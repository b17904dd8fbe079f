import { randomUUID } from 'node:crypto';
import { contentHash, drive } from '@trustward/casework';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { aWorker, killWorkers, moveTo } from './harness/drills.ts';
import { startMailServer } from './harness/mail-server.ts';
import type { MailServer } from './harness/mail-server.ts';
import { startProcessWorld, type ProcessWorld } from './harness/process-world.ts';
import { duty, query } from './harness/rows.ts';
import { done, openDrill, openRealCase, ringSocialCare } from './harness/scenario.ts';
import { until } from './harness/until.ts';

const PASSWORD = 'the-right-one';
let world: ProcessWorld;
let mail: MailServer;
beforeAll(async () => {
  world = await startProcessWorld('mail-later');
  mail = await startMailServer();
  mail.ask(PASSWORD);
});
afterEach(() => killWorkers(world));
afterAll(async () => {
  await world.end();
  await mail.end();
});

const aWorkerWith = (password: string) =>
  aWorker(world, { TRUSTWARD_SMTP_URL: mail.url.replace('//', `//trust:${password}@`) });

describe('e-mail while there is no mail server', () => {
  it('is kept, and once there is one what is still unseen and owed is sent, the rest written down as superseded', async () => {
    await aWorker(world);
    const { dsl, head } = world.people;
    const owed = await openRealCase(world);
    const seen = await openRealCase(world);
    const over = await openRealCase(world);
    const late = await openDrill(world);
    await ringSocialCare(world, late);
    await moveTo(world, late, 1);
    for (const caseId of [owed, seen, over]) await ended(caseId, (rows) => states(rows)[0] === 'unsent');
    await ended(late, (rows) => rows.filter(({ because }) => because === 'breach').length > 1);
    expect(states(await messages(late))).toEqual(['unsent']);
    await until('all told', unfinished, (count) => count === 0);
    await query(
      world,
      'update app.notice set seen_at = clock_timestamp() where tenant_id = $1 and case_id = $2',
      seen,
    );
    await done(world, dsl, over, 'decide', ['reason', 'others'], 'monitor');
    await ended(over, (rows) => rows.length > 1);
    await killWorkers(world);

    await aWorkerWith(PASSWORD);
    await ended(owed, (rows) => states(rows)[0] === 'accepted');
    expect(states(await messages(seen))).toEqual(['superseded']);
    const afterDeciding = await ended(over, (rows) => !states(rows).includes('waiting'));
    expect(afterDeciding.find(({ because, step }) => because === 'newDuty' && step === 'decide')?.state).toBe(
      'superseded',
    );
    const told = await ended(late, (rows) => !states(rows).includes('waiting'));
    const sent = told.filter(({ state }) => state === 'accepted');
    expect(new Set(sent.map(({ person, step }) => `${person} ${step}`)).size).toBe(sent.length);
    const ofFollowUp = (person: string) =>
      sent.filter((each) => each.person === person && each.step === 'written-follow-up');
    expect(ofFollowUp(head.id)).toMatchObject([{ because: 'breach' }]);
    expect(told.some(({ state, step }) => state === 'superseded' && step === 'written-follow-up')).toBe(true);
    await until('all told', unfinished, (count) => count === 0);
  });
});

describe('a mail server that refuses our password', () => {
  it('is said loudly and once, loses nothing, and is nobody’s fault of those who wait', async () => {
    const worker = await aWorkerWith('a-wrong-one');
    const caseId = await openRealCase(world);
    await ended(caseId, (rows) => rows.some(({ attempts }) => attempts > 2));
    expect(await messages(caseId)).toMatchObject([{ state: 'waiting', code: 'lockedOut' }]);
    const alarms = () =>
      worker
        .lines()
        .filter(({ level, message }) => level === 'error' && message.includes('refuses our password'));
    expect(alarms()).toHaveLength(1);
    await until('the sign of life that says so', heartbeat, (row) => row?.mail === 'lockedOut', 20_000);
    expect(worker.output()).toContain('CarrierRefusesUs');
    expect(worker.output()).not.toMatch(/a-wrong-one|example\.test/);
    await killWorkers(world);

    await aWorkerWith(PASSWORD);
    await ended(caseId, (rows) => states(rows)[0] === 'accepted');
    expect(await unreached(caseId)).toEqual([]);
  });
});

describe('what can wait', () => {
  it('is one letter a day to each, with none of what was seen, and names no case', async () => {
    const { dsl } = world.people;
    await aWorkerWith(PASSWORD);
    const cases = [await openRealCase(world), await openRealCase(world)];
    for (const caseId of cases) await takenOver(caseId);
    const held = () =>
      query<{ id: string; person: string; state: string }>(
        world,
        'select id, person_id as person, state from app.message where tenant_id = $1 and summary_of is not null',
      );
    await until(
      'both told',
      () => takenOverFrom(dsl),
      (count) => count === cases.length,
    );
    expect(await held()).toMatchObject([{ person: dsl.id, state: 'held' }]);
    await killWorkers(world);
    await query(
      world,
      `update app.message set held_until = clock_timestamp() where tenant_id = $1 and state = 'held'`,
    );
    const before = mail.letters.length;
    await aWorkerWith(PASSWORD);
    await until('the letter', held, ([letter]) => letter?.state === 'accepted');
    const letters = mail.letters.slice(before).filter(({ words }) => words.includes('it can wait'));
    expect(letters.map(({ to }) => to)).toEqual([dsl.email]);
    for (const caseId of cases) expect(letters[0]?.words).not.toContain(caseId);
  });
});

describe('a mailbox that others read too', () => {
  it('gets nothing about an adult: the next person is told, and the case says why', async () => {
    const { dsl, head } = world.people;
    await query(
      world,
      'update app.person set mailbox_shared = true where tenant_id = $1 and id = $2',
      dsl.id,
    );
    const aboutAChild = await openRealCase(world);
    const aboutAnAdult = await openRealCase(world);
    await isAboutAnAdult(aboutAnAdult);
    await aWorkerWith(PASSWORD);
    await ended(aboutAChild, (rows) => rows.every(({ state }) => state === 'accepted'));
    const sent = await ended(aboutAnAdult, (rows) => rows.length > 1 && !states(rows).includes('waiting'));
    expect(sent).toMatchObject([
      { person: dsl.id, because: 'newDuty', state: 'sharedMailbox' },
      { person: head.id, because: 'couldNotReach', state: 'accepted' },
    ]);
    expect(await unreached(aboutAnAdult)).toEqual([{ person: dsl.id, why: 'sharedMailbox' }]);
  });
});

interface Sent {
  readonly person: string;
  readonly because: string;
  readonly step: string | null;
  readonly state: string;
  readonly code: string | null;
  readonly attempts: number;
}

const messages = (caseId: string): Promise<Sent[]> =>
  query(
    world,
    `select m.person_id as person, d.because, d.step, m.state, m.code, m.attempts
     from app.message m join app.delivery d on d.tenant_id = m.tenant_id and d.id = m.delivery_id
     where m.tenant_id = $1 and m.case_id = $2 order by m.created_at`,
    caseId,
  );
const states = (rows: readonly Sent[]): string[] => [...new Set(rows.map(({ state }) => state))];
const ended = (caseId: string, so: (rows: Sent[]) => boolean): Promise<Sent[]> =>
  until(
    'messages',
    () => messages(caseId),
    (rows) => rows.length > 0 && so(rows),
    60_000,
  );

const unfinished = async (): Promise<number> =>
  (await query(world, `select from app.delivery where tenant_id = $1 and state <> 'sent'`)).length;

const heartbeat = async () =>
  (await query<{ mail: string }>(world, 'select mail from platform.heartbeat where $1::uuid is not null'))[0];

/** The head takes over from the DSL, who is told that somebody did. */
async function takenOver(caseId: string): Promise<void> {
  const { head } = world.people;
  const { version } = await duty(world, caseId, 'decide');
  const event = { type: 'takenOver', by: head.id, as: 'headteacher', step: 'decide', version } as const;
  await world.database.api.run(head.as, (tx) =>
    drive(tx, caseId, { kind: 'act', event, eventId: randomUUID(), words: { reason: 'I am here.' } }),
  );
}

const takenOverFrom = async ({ id }: { id: string }): Promise<number> =>
  (
    await query(
      world,
      `select from app.notice where tenant_id = $1 and because = 'takenOver' and person_id = $2`,
      id,
    )
  ).length;

const unreached = (caseId: string) =>
  query<{ person: string; why: string }>(
    world,
    `select body -> 'event' ->> 'person' as person, body -> 'event' ->> 'why' as why from app.case_event
     where tenant_id = $1 and case_id = $2 and type = 'unreached'`,
    caseId,
  );

/** No form opens a case about an adult yet; pinned to a chain about one, it is one. */
async function isAboutAnAdult(caseId: string): Promise<void> {
  const [pinned] = await query<{ id: string; body: { chain: object } }>(
    world,
    `select r.chain_id as id, r.body from app.resolved_chain r join app.case_file c
       on c.tenant_id = r.tenant_id and c.chain_hash = r.hash where c.tenant_id = $1 and c.id = $2`,
    caseId,
  );
  if (pinned === undefined) throw new Error('The case has pinned no chain.');
  const body = { ...pinned.body, chain: { ...pinned.body.chain, about: 'adult' } };
  const hash = contentHash(body);
  await query(
    world,
    'insert into app.resolved_chain (tenant_id, hash, chain_id, body) values ($1, $2, $3, $4)',
    hash,
    pinned.id,
    JSON.stringify(body),
  );
  await query(
    world,
    'update app.case_file set chain_hash = $3 where tenant_id = $1 and id = $2',
    caseId,
    hash,
  );
}
