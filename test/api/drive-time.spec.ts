import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { auditOfCase, drive, isIntact, lockCase, wake } from '@trustward/casework';
import type { Act, OpenResult } from '@trustward/casework';
import type { Tx } from '@trustward/database';
import { aCase, aStaffedSchool, testDatabase } from '@trustward/testing';
import type { School, Somebody, TestDatabase, Trust } from '@trustward/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const HOUR = 3_600_000;
let database: TestDatabase;
let trust: Trust;
let school: School;
let dsl: Somebody;
let teacher: Somebody;

beforeAll(async () => {
  database = await testDatabase();
  ({
    trust,
    school,
    people: { dsl, teacher },
  } = await aStaffedSchool(database));
});
afterAll(() => database.close());

const decide = ({ state }: OpenResult): Act => ({
  kind: 'act',
  eventId: randomUUID(),
  event: {
    type: 'done',
    by: dsl.id,
    step: 'decide',
    version: state?.duties['decide']?.version ?? -1,
    outcome: 'refer',
    supplied: ['reason', 'others'],
  },
});
const dueAtOf = ({ state }: OpenResult): number => state?.duties['decide']?.dueAt ?? 0;
const until = (instant: number) => pause(Math.max(0, instant - Date.now()));
const asWorker = <T>(work: (tx: Tx) => Promise<T>) =>
  database.worker.run({ tenantId: trust.id, actor: 'worker' }, work);
const rows = <R>(caseId: string, sql: string) => asWorker((tx) => tx.query<R>(sql, [caseId]));
const breachesOf = (caseId: string) =>
  rows<{ n: number }>(caseId, 'select count(*)::int as n from app.breach where case_id = $1');
/** A case whose decision falls due so soon that a test can wait for it. */
const dueIn = (ms: number) => aCase(trust, teacher, school, { awareAt: Date.now() - 4 * HOUR + ms });

describe('an act that comes after its deadline', () => {
  it('is audited as the person’s, and the time it played as nobody’s', async () => {
    const opened = await dueIn(1_500);
    await until(dueAtOf(opened) + 50);
    await database.api.run(dsl.as, (tx) => drive(tx, opened.caseId, decide(opened)));
    const audit = await database.api.run(dsl.as, async (tx) =>
      (await auditOfCase(tx, opened.caseId)).map((row) => ({ ...row, intact: isIntact(tx, row) })),
    );
    expect(audit.filter(({ verb }) => verb === 'case.timePassed')).toMatchObject([
      { person_id: null, actor: 'clock', intact: true },
    ]);
    expect(audit.filter(({ verb }) => verb === 'duty.do')).toMatchObject([
      { person_id: dsl.id, actor: null, intact: true },
    ]);
  });
});

describe('an act that arrives with its deadline', () => {
  it('is in time when it locks first, although time asked before the deadline was over and waits for it', async () => {
    const opened = await dueIn(2_500);
    let locked = (): void => undefined;
    const isLocked = new Promise<void>((resolve) => (locked = resolve));
    const act = database.api.run(dsl.as, async (tx) => {
      const result = await drive(tx, opened.caseId, decide(opened));
      locked();
      await until(dueAtOf(opened) + 200);
      return result;
    });
    await isLocked;
    const time = wake(database.worker, { tenantId: trust.id, caseId: opened.caseId });
    const result = await act;
    await time;
    expect(result.state.duties['decide']).toMatchObject({ state: 'met', breachedAt: null });
    expect(await breachesOf(opened.caseId)).toEqual([{ n: 0 }]);
  });

  it('is late when time locks first, although it was sent before the deadline and waited', async () => {
    const opened = await dueIn(2_500);
    let locked = (): void => undefined;
    const isLocked = new Promise<void>((resolve) => (locked = resolve));
    const time = asWorker(async (tx) => {
      await lockCase(tx, opened.caseId);
      locked();
      await until(dueAtOf(opened) + 100);
      return drive(tx, opened.caseId, { kind: 'time' });
    });
    await isLocked;
    const act = database.api.run(dsl.as, (tx) => drive(tx, opened.caseId, decide(opened)));
    expect((await time).state.duties['decide']?.state).toBe('late');
    const { outcome, state } = await act;
    expect(outcome).toBe('applied');
    expect(state.duties['decide']).toMatchObject({ state: 'metLate', breachedAt: dueAtOf(opened) });
    expect(await breachesOf(opened.caseId)).toEqual([{ n: 1 }]);
  });
});

describe('time', () => {
  it('plays reminder and breach once each, however often the case is woken, and each at its own instant', async () => {
    const opened = await dueIn(2_500);
    await until(dueAtOf(opened) + 50);
    const input = { tenantId: trust.id, caseId: opened.caseId };
    const answers = await Promise.all([1, 2, 3, 4].map(() => wake(database.worker, input)));
    expect(await breachesOf(opened.caseId)).toEqual([{ n: 1 }]);
    const played = await rows<{ at: number }>(
      opened.caseId,
      `select app.ms(at) as at from app.case_event where case_id = $1 and type = 'timePassed'`,
    );
    expect(played).toEqual([{ at: dueAtOf(opened) }]);
    for (const { wakeAt, ended } of answers) {
      expect({ ended, isLater: (wakeAt ?? Infinity) > dueAtOf(opened) }).toEqual({
        ended: false,
        isLater: true,
      });
    }
  });

  it('changes nothing when nothing is due: no row, no version, no new wake', async () => {
    const opened = await aCase(trust, teacher, school);
    const before = await rows(opened.caseId, 'select version, state from app.case_file where id = $1');
    const answer = await wake(database.worker, { tenantId: trust.id, caseId: opened.caseId });
    expect(answer).toMatchObject({ wakeAt: opened.wakeAt, deliveries: opened.deliveries });
    expect(await rows(opened.caseId, 'select version, state from app.case_file where id = $1')).toEqual(
      before,
    );
  });

  it('000.26 keeps a breach at its own instant when the case is woken late', async () => {
    const opened = await dueIn(2_500);
    await until(dueAtOf(opened) + 900);
    await wake(database.worker, { tenantId: trust.id, caseId: opened.caseId });
    const [breach] = await rows<{ at: number; recorded: number }>(
      opened.caseId,
      'select app.ms(at) as at, app.ms(recorded_at) as recorded from app.breach where case_id = $1',
    );
    expect(breach?.at).toBe(dueAtOf(opened));
    expect(breach?.recorded).toBeGreaterThanOrEqual(dueAtOf(opened) + 800);
  });
});
