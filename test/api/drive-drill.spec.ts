import { randomUUID } from 'node:crypto';
import { deliverNotice, drive, overdueDeliveries, overdueWakes, wake } from '@trustward/casework';
import { aCase, aPerson, aStaffedSchool, testDatabase } from '@trustward/testing';
import type { School, Somebody, TestDatabase, Trust } from '@trustward/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const HOUR = 3_600_000;
let database: TestDatabase;
let trust: Trust;
let school: School;
let dsl: Somebody;
let head: Somebody;
let lead: Somebody;

beforeAll(async () => {
  database = await testDatabase();
  ({
    trust,
    school,
    people: { dsl, head, lead },
  } = await aStaffedSchool(database));
});
afterAll(() => database.close());

const forward = (caseId: string, to: number) =>
  database.api.run(dsl.as, (tx) =>
    drive(tx, caseId, { kind: 'act', eventId: randomUUID(), event: { type: 'clockMoved', by: dsl.id, to } }),
  );
const asOwner = <R>(sql: string, values: readonly unknown[]) =>
  database.owner.run({ tenantId: trust.id, actor: 'test' }, (tx) => tx.query<R>(sql, values));
const wakeUp = (caseId: string) => wake(database.worker, { tenantId: trust.id, caseId });

/** Whoever has it now is told, and whoever had it. */
const goesUp = (at: number) => [
  { because: 'handedUp', at },
  { because: 'handedUp', at },
];

describe('the clock of a drill', () => {
  it('moves forward, and the wake that follows plays all between, each at its own instant', async () => {
    const drill = await aCase(trust, dsl, school, { drill: true });
    const moved = await forward(drill.caseId, drill.caseNow + 5 * HOUR);
    expect(moved.outcome).toBe('applied');
    expect(moved.wakeAt).toBeLessThan(moved.now);
    await wakeUp(drill.caseId);
    const told = await asOwner<{ because: string; at: number }>(
      `select because, app.ms(at) as at from app.delivery where case_id = $1 order by at, because`,
      [drill.caseId],
    );
    const due = drill.state?.duties['decide']?.dueAt ?? 0;
    const aware = drill.state?.awareAt ?? 0;
    expect(told).toEqual([
      { because: 'newDuty', at: drill.now },
      { because: 'unacknowledged', at: drill.now + HOUR / 60 },
      { because: 'unacknowledged', at: drill.now + HOUR / 2 },
      { because: 'unacknowledged', at: drill.now + HOUR },
      { because: 'reminder', at: aware + 2 * HOUR },
      ...goesUp(drill.now + 2 * HOUR),
      { because: 'unacknowledged', at: drill.now + 2 * HOUR },
      ...goesUp(drill.now + 3 * HOUR),
      { because: 'breach', at: due },
    ]);
  });

  it('stays ahead by as much as it was moved, and never goes back', async () => {
    const drill = await aCase(trust, dsl, school, { drill: true });
    await forward(drill.caseId, drill.caseNow + HOUR);
    const back = await forward(drill.caseId, drill.caseNow + HOUR / 2);
    expect(back).toMatchObject({ outcome: 'refused', refusal: { code: 'backwards' } });
    expect(back.caseNow - back.now).toBeGreaterThan(HOUR - 1_000);
    const turn = asOwner('update app.case_file set clock_offset_ms = 1 where id = $1', [drill.caseId]);
    await expect(turn).rejects.toThrow(/only goes forward/);
  });

  it('of a real case cannot be moved: the reducer refuses it, and so does the database', async () => {
    const real = await aCase(trust, dsl, school);
    const refused = await forward(real.caseId, real.caseNow + HOUR);
    expect(refused).toMatchObject({ outcome: 'refused', refusal: { code: 'notADrill' } });
    const forced = asOwner('update app.case_file set clock_offset_ms = 3600000 where id = $1', [real.caseId]);
    await expect(forced).rejects.toThrow(/only_a_drill_has_its_own_clock/);
    const disguised = database.api.run(dsl.as, (tx) =>
      tx.query('update app.case_file set drill = true where id = $1', [real.caseId]),
    );
    await expect(disguised).rejects.toThrow(/permission denied/);
  });

  it('is what the watchdog sees as overdue, in real time, until the case has been woken', async () => {
    const drill = await aCase(trust, dsl, school, { drill: true });
    await forward(drill.caseId, drill.caseNow + 3 * HOUR);
    const overdue = async () =>
      (await overdueWakes(database.workerPlatform)).filter(({ caseId }) => caseId === drill.caseId);
    expect(await overdue()).toMatchObject([{ tenantId: trust.id, caseId: drill.caseId }]);
    await wakeUp(drill.caseId);
    expect(await overdue()).toEqual([]);
  });
});

describe('a delivery', () => {
  const late = async () => {
    const opened = await aCase(trust, dsl, school, { awareAt: Date.now() - 5 * HOUR });
    const [breach] = await asOwner<{ id: string }>(
      `select id from app.delivery where case_id = $1 and because = 'breach'`,
      [opened.caseId],
    );
    return { caseId: opened.caseId, input: { tenantId: trust.id, deliveryId: breach?.id ?? '' } };
  };
  const toldOf = (caseId: string) =>
    asOwner<{ person_id: string }>(
      `select person_id from app.notice where case_id = $1 and because = 'breach' order by person_id`,
      [caseId],
    ).then((rows) => rows.map((row) => row.person_id));

  it('000.26 tells the head and the trust safeguarding lead of a breach, once each, however often it runs', async () => {
    const { caseId, input } = await late();
    const answers = await Promise.all([1, 2, 3].map(() => deliverNotice(database.worker, input)));
    expect(answers.map((it) => it.told).sort()).toEqual([0, 0, 2]);
    expect(await toldOf(caseId)).toEqual([head.id, lead.id].sort());
  });

  it('is what the watchdog sees once it has waited too long, and no more when it was made', async () => {
    const { caseId } = await aCase(trust, dsl, school);
    const overdue = async (graceSeconds?: number) =>
      (await overdueDeliveries(database.workerPlatform, graceSeconds)).filter((it) => it.caseId === caseId);
    expect(await overdue()).toEqual([]);
    expect(await overdue(0)).toMatchObject([{ tenantId: trust.id, count: 1 }]);
    await asOwner(`update app.delivery set created_at = created_at - interval '16 s' where case_id = $1`, [
      caseId,
    ]);
    const [found] = await overdue();
    expect(found?.latenessMs).toBeGreaterThan(16_000);
    const [{ id: deliveryId } = { id: '' }] = await asOwner<{ id: string }>(
      'select id from app.delivery where case_id = $1',
      [caseId],
    );
    await deliverNotice(database.worker, { tenantId: trust.id, deliveryId });
    expect(await overdue(0)).toEqual([]);
  });

  it('tells whoever holds the post when it is sent, not when it was due', async () => {
    const { caseId, input } = await late();
    const successor = await aPerson(trust).named('New Head').as('headteacher').at(school).create();
    await asOwner('update app.post set until = now() where person_id = $1', [head.id]);
    await deliverNotice(database.worker, input);
    expect(await toldOf(caseId)).toEqual([successor.id, lead.id].sort());
  });
});
