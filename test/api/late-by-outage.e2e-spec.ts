import { WORKER_ACTOR, deliverNotice, putDown, stillWorks, takeUp, wake } from '@trustward/casework';
import { lateBoard, noticePage, timelinePage } from '@trustward/contracts';
import type { LiveMessage } from '@trustward/contracts';
import type { Somebody } from '@trustward/testing';
import { beforeEach, describe, expect, it } from 'vitest';
import { startApi } from './api-server.ts';
import { openStream } from './event-stream.ts';
import { MAILING } from './mailed.ts';
import { Past } from './past.ts';
import { publishDragons } from './procedure.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import { anOpenCase, doStep, forward, wakeUp } from './story.ts';
import { aTown } from './town.ts';

const the = aSetting();
const FOLLOW_UP = 'written-follow-up';
type What = 'reminders' | 'recording';

/** As it was left so many hours ago by whoever said that it works. */
const silentFor = (what: What, hours: number) =>
  the.database.ownerPlatform.query(
    `insert into platform.pulse (what, at, silence) values ($1, app.at($2), interval '1 minute')
     on conflict (what) do update set at = excluded.at`,
    [what, Date.now() - hours * 3_600_000],
  );
const comesBack = (what: What) => stillWorks(the.database.workerPlatform, what, 60);
const outages = () =>
  the.database.ownerPlatform.query<{ what: What; minutes: number }>(
    `select what, round(extract(epoch from until - since) / 60)::integer as minutes from platform.outage order by what`,
  );

const rows = <R>(sql: string, ...values: readonly unknown[]) =>
  the.database.owner.run({ tenantId: the.town.trust.id, actor: 'test' }, (tx) => tx.query<R>(sql, values));
const lateBy = async (caseId: string) =>
  Object.fromEntries(
    (
      await rows<{ step: string; what: What | null }>(
        'select step, outage_what as what from app.breach where case_id = $1',
        caseId,
      )
    ).map(({ step, what }) => [step, what]),
  );
const toldOf = async (caseId: string) =>
  (
    await rows<{ because: string; state: string; n: number }>(
      `select because, state, cardinality(told_to) as n from app.delivery
       where case_id = $1 and step = $2 order by at, because`,
      caseId,
      FOLLOW_UP,
    )
  ).map(({ because, state, n }) => `${because} ${state} ${n}`);
const board = async (who: Somebody) =>
  lateBoard
    .strict()
    .parse((await (await signIn(the.server, who)).get('/api/late?limit=100').expect(200)).body);

beforeEach(async () => {
  await the.database.ownerPlatform.query('delete from platform.pulse');
  await the.database.ownerPlatform.query('delete from platform.outage');
});

describe('reminders that waited while nothing drove the cases', () => {
  it('000.26 leave the breach told, of the reminders the latest alone, and the duty late by outage', async () => {
    const caseId = await new Past(the.town).rang(30);
    await silentFor('reminders', 29);
    await wakeUp(the.town, caseId);
    expect(await lateBy(caseId)).toMatchObject({ [FOLLOW_UP]: 'reminders' });
    const told = ['newDuty sent 1', 'reminder superseded 0', 'reminder sent 1', 'breach sent 2'];
    expect(await toldOf(caseId)).toEqual(told);
    await wakeUp(the.town, caseId);
    expect(await toldOf(caseId)).toEqual(told);
  });

  it('say of a lateness that went on for days only how it is now', async () => {
    const caseId = await new Past(the.town).rang(124);
    await silentFor('reminders', 123);
    await wakeUp(the.town, caseId);
    const days = Array.from({ length: 3 }, () => 'stillLate superseded 0');
    expect((await toldOf(caseId)).slice(3)).toEqual(['breach sent 2', ...days, 'stillLate sent 1']);
  });

  it('let acts go on, which play what fell due; what is done is not reminded of, and its breach is told', async () => {
    const caseId = await new Past(the.town).rang(25.5);
    await new Past(the.town).told(4.5, caseId);
    await silentFor('reminders', 4);
    const dsl = await signIn(the.server, the.town.dsl);
    expect((await doStep(dsl, caseId, FOLLOW_UP)).status).toBe(200);
    expect(await lateBy(caseId)).toMatchObject({ [FOLLOW_UP]: 'reminders' });
    await comesBack('reminders');
    await wakeUp(the.town, caseId);
    expect(await toldOf(caseId)).toEqual([
      'newDuty sent 1',
      'reminder sent 1',
      'reminder superseded 0',
      'breach sent 2',
    ]);
  });

  it('make nobody late by outage who had been told in time, nor whose duty was due before it', async () => {
    const past = new Past(the.town);
    const [before, inTime] = [await past.rang(27), await past.rang(25)];
    await past.told(2.5, before);
    await past.told(2.5, inTime);
    await silentFor('reminders', 2);
    await wakeUp(the.town, inTime);
    expect(await lateBy(before)).toMatchObject({ [FOLLOW_UP]: null });
    expect(await lateBy(inTime)).toMatchObject({ [FOLLOW_UP]: null });
  });

  it('make nobody late by outage who did themselves what brought the duty up', async () => {
    await publishDragons(the.town);
    const past = new Past(the.town);
    const caseId = await past.open(8, { chainId: 'lost-dragon', facts: {} });
    await past.done(7, caseId, 'again', { supplied: ['since'], outcome: 'more' });
    await silentFor('reminders', 9);
    await wakeUp(the.town, caseId);
    expect(await lateBy(caseId)).toMatchObject({ look: 'reminders', 'again.2': null });
  });

  it('never touch a drill, whose every reminder is seen', async () => {
    await silentFor('reminders', 5);
    const dsl = await signIn(the.server, the.town.dsl);
    const drill = await anOpenCase(the.town, the.town.dsl, { drill: true, awareAt: Date.now() });
    await doStep(dsl, drill, 'decide');
    await doStep(dsl, drill, 'verbal-referral');
    await forward(the.town, dsl, drill, 30 * 60);
    expect(await toldOf(drill)).toEqual([
      'newDuty sent 1',
      'reminder sent 1',
      'reminder sent 1',
      'breach sent 2',
    ]);
    expect(await lateBy(drill)).toEqual({ [FOLLOW_UP]: null });
  });
});

/** Both late in one outage, all told, with the one letter that the head gets for them. */
async function twoLateCases(trustName: string) {
  const two = await twoLate(trustName);
  for (const caseId of two.cases) await two.tell(caseId);
  return { ...two, messageId: await letterOfHead(two) };
}

async function twoLate(trustName: string) {
  const town = await aTown(the.database, trustName);
  const past = new Past(town);
  const cases = [await past.rang(26), await past.rang(25.5)] as const;
  await silentFor('reminders', 5);
  const { id: tenantId } = town.trust;
  const tell = async (caseId: string) => {
    const { deliveries } = await wake(the.database.worker, { tenantId, caseId });
    for (const deliveryId of deliveries) {
      await deliverNotice(the.database.worker, { tenantId, deliveryId }, MAILING);
    }
  };
  return { town, cases, tenantId, tell };
}

async function letterOfHead({
  town,
  tenantId,
}: Pick<Awaited<ReturnType<typeof twoLate>>, 'town' | 'tenantId'>) {
  const letters = await the.database.worker.run({ tenantId, actor: WORKER_ACTOR }, (tx) =>
    tx.query<{ id: string }>(
      `select m.id from app.message m join app.delivery d on d.tenant_id = m.tenant_id and d.id = m.delivery_id
       where m.person_id = $1 and d.because = 'breach'`,
      [town.head.id],
    ),
  );
  expect(letters).toHaveLength(1);
  return letters[0]?.id ?? '';
}

describe('an outage', () => {
  it('is written down once, by whoever comes back first, and short silences are none', async () => {
    await silentFor('reminders', 2);
    await silentFor('recording', 0.01);
    await Promise.all([comesBack('reminders'), comesBack('reminders'), comesBack('recording')]);
    expect(await outages()).toEqual([{ what: 'reminders', minutes: 120 }]);
  });

  it('that kept everybody from recording makes late what was due in it, told or not', async () => {
    const caseId = await new Past(the.town).rang(25);
    await new Past(the.town).told(2.5, caseId);
    await silentFor('recording', 2);
    const server = await startApi(the.database);
    await expect.poll(outages).toEqual([{ what: 'recording', minutes: 120 }]);
    await server.close();
    await wakeUp(the.town, caseId);
    expect(await lateBy(caseId)).toMatchObject({ [FOLLOW_UP]: 'recording' });
  });

  it('is one sentence to leaders, with how many became late in it, and a mark where it was the cause', async () => {
    const town = await aTown(the.database, 'A trust of its own');
    const past = new Past(town);
    const [missed, inTime] = [await past.rang(25), await past.rang(25.5)];
    await past.told(3.3, inTime);
    await silentFor('reminders', 3.2);
    const drill = await past.open(5, { drill: true });
    for (const caseId of [missed, inTime, drill]) await wakeUp(town, caseId);
    const marked = async () => (await board(town.lead)).items.map((row) => row.lateByOutage);
    const [pulse] = await the.database.ownerPlatform.query<{ at: Date }>(
      'select at from platform.pulse where what = $1',
      ['reminders'],
    );
    const reminders = { what: 'reminders', since: pulse?.at.toISOString() };
    expect(await marked()).toEqual([null, { ...reminders, until: null }]);
    expect((await board(town.lead)).outages).toEqual([]);
    await comesBack('reminders');
    const [outage, ...others] = (await board(town.lead)).outages;
    expect(others).toEqual([]);
    expect(outage).toMatchObject({ ...reminders, becameLate: 2, lateByOutage: 1 });
    expect(await marked()).toEqual([null, { ...reminders, until: outage?.until }]);
    expect((await board(town.otherHead)).outages).toEqual([]);
    // Each is told, and they are one piece of news, beside what had been told before.
    const head = await signIn(the.server, town.head);
    const told = noticePage.parse((await head.get('/api/notices?limit=100').expect(200)).body);
    const real = told.items.filter(({ drill: isDrill }) => !isDrill);
    const breaches = real.filter(({ because }) => because === 'breach');
    const { since, until } = outage ?? {};
    expect(breaches.map((each) => each.outage)).toEqual(
      breaches.map(() => ({ what: 'reminders', since, until })),
    );
    expect(breaches).toHaveLength(2);
    expect(told.unseen).toBe(real.length - 1);
  });

  it('is one letter to each leader, of which every case that it stood for hears if it does not arrive', async () => {
    const { cases, tenantId, messageId } = await twoLateCases('A trust whose mail is refused');
    await putDown(the.database.worker, { tenantId, messageId }, { state: 'refused', code: '550' });
    const heard = async () => {
      for (const caseId of cases) await wake(the.database.worker, { tenantId, caseId });
      return the.database.owner.run({ tenantId, actor: 'test' }, (tx) =>
        tx.query<{ id: string }>(
          `select case_id as id from app.case_event where type = 'unreached' order by case_id`,
        ),
      );
    };
    expect((await heard()).map(({ id }) => id)).toEqual([...cases].sort());
    expect(await heard()).toHaveLength(2);
  });

  it('is one letter to each leader, of which a case hears too that is told after it did not arrive', async () => {
    const two = await twoLate('A trust whose mail is refused at once');
    const { cases, tenantId, tell } = two;
    await tell(cases[0]);
    const messageId = await letterOfHead(two);
    await putDown(the.database.worker, { tenantId, messageId }, { state: 'refused', code: '550' });
    const pokes = async () =>
      (
        await the.database.ownerPlatform.query<{ key: string }>(
          `select key from graphile_worker.jobs where key like '%' || $1`,
          [cases[1]],
        )
      ).length;
    await the.database.ownerPlatform.query('delete from graphile_worker._private_jobs');
    await tell(cases[1]);
    expect(await pokes()).toBe(1);
  });

  it('is one letter to each leader, sent as long as they may hear of one of its cases', async () => {
    const { town, cases, tenantId, messageId } = await twoLateCases('A trust with mail');
    const send = () => takeUp(the.database.worker, { tenantId, messageId });
    const exclude = (caseId: string | undefined) =>
      the.database.owner.run({ tenantId, actor: 'test' }, (tx) =>
        tx.query(
          `insert into app.exclusion (tenant_id, case_id, person_id, cause) values ($1, $2, $3, 'subject')`,
          [tenantId, caseId, town.head.id],
        ),
      );
    await exclude(cases[0]);
    expect(await send()).toMatchObject({ standsFor: 'outage', address: town.head.email });
    await exclude(cases[1]);
    expect(await send()).toBeNull();
  });

  it('is one letter to each leader, sent after all where they may hear of its cases again', async () => {
    const { town, cases, tenantId, tell, messageId } = await twoLateCases('A trust whose leaders are back');
    const suspend = (since: string) =>
      the.database.owner.run({ tenantId, actor: 'test' }, (tx) =>
        tx.query(`update app.person set suspended_at = ${since} where tenant_id = $1`, [tenantId]),
      );
    const send = () => takeUp(the.database.worker, { tenantId, messageId });
    await suspend('now()');
    expect(await send()).toBeNull();
    for (const caseId of cases) await tell(caseId);
    await suspend('null');
    await tell(cases[1]);
    expect(await send()).toMatchObject({ standsFor: 'outage', address: town.head.email });
    // What carries it belongs to the other case, which sees to it as it is woken.
    const { deliveries } = await wake(the.database.worker, { tenantId, caseId: cases[0] });
    const found = await Promise.all(
      deliveries.map((deliveryId) => deliverNotice(the.database.worker, { tenantId, deliveryId }, MAILING)),
    );
    expect(found.flatMap(({ messages = [] }) => messages)).toContain(messageId);
  });

  it('stands in the case’s own account of what happened, with the reminder that was left out', async () => {
    const caseId = await new Past(the.town).rang(30);
    await silentFor('reminders', 29);
    await wakeUp(the.town, caseId);
    await comesBack('reminders');
    const dsl = await signIn(the.server, the.town.dsl);
    const answer = await dsl.get(`/api/cases/${caseId}/timeline?limit=100`).expect(200);
    const { items } = timelinePage.parse(answer.body);
    const reminded = items.find(({ title }) => title.startsWith('Reminder sent to you'));
    // At the instant it was for, and sent only now.
    expect(Date.parse(reminded?.enteredAt ?? '')).toBeGreaterThan(Date.now() - 60_000);
    expect(Date.parse(reminded?.at ?? '')).toBeLessThan(Date.now() - 7 * 3_600_000);
    const said = items.map(({ title, detail }) => `${title} · ${detail ?? ''}`);
    expect(said.join('\n')).toMatch(
      /“Send the referral in writing” became late · It was with you\. Late by outage: reminders waited from \w{3} .* to \w{3} /,
    );
    expect(said).toContain('Not sent, as it had been overtaken: “Send the referral in writing” · ');
    const notices = noticePage.parse((await dsl.get('/api/notices?limit=100').expect(200)).body).items;
    const reminder = notices.find((each) => each.caseId === caseId && each.because === 'reminder');
    expect(reminder?.outage).toBeNull();
    expect(reminder?.sentence).toBe('“Send the referral in writing” is late.');
  });

  it('is said while it goes on by the live stream, and that it is over', async () => {
    const { cookie } = await signIn(the.server, the.town.dsl);
    const stream = await openStream(the.server, cookie);
    await silentFor('reminders', 1);
    const since = (
      await the.database.ownerPlatform.query<{ at: Date }>(
        `select at from platform.pulse where what = 'reminders'`,
      )
    )[0]?.at.toISOString();
    await stream.until(
      (seen) => seen.some((each) => each.kind === 'reminders' && each.waitingSince === since),
      10_000,
    );
    const late = await openStream(the.server, cookie);
    await late.until((seen) => seen.length > 0);
    await comesBack('reminders');
    const isOver = (each: LiveMessage | undefined) =>
      each?.kind === 'reminders' && each.waitingSince === null;
    for (const one of [stream, late]) await one.until((seen) => isOver(seen.at(-1)), 10_000);
    const both = [
      { kind: 'reminders', waitingSince: since },
      { kind: 'reminders', waitingSince: null },
    ];
    expect(stream.messages.slice(-2)).toEqual(both);
    expect(late.messages).toEqual(both);
    for (const one of [stream, late]) one.close();
  });
});
