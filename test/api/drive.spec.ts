import { randomUUID } from 'node:crypto';
import { drive, openCase } from '@trustward/casework';
import type { Act, OpenResult } from '@trustward/casework';
import { aCase, aStaffedSchool, anOpening, testDatabase } from '@trustward/testing';
import type { School, Somebody, TestDatabase, Trust } from '@trustward/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

let database: TestDatabase;
let trust: Trust;
let school: School;
let dsl: Somebody;
let head: Somebody;
let teacher: Somebody;
let opened: OpenResult;

beforeAll(async () => {
  database = await testDatabase();
  ({
    trust,
    school,
    people: { dsl, head, teacher },
  } = await aStaffedSchool(database));
});
afterAll(() => database.close());
beforeEach(async () => {
  opened = await aCase(trust, teacher, school);
});

const decide = (by: Somebody, version: number, outcome = 'refer'): Act => ({
  kind: 'act',
  eventId: randomUUID(),
  event: { type: 'done', by: by.id, step: 'decide', version, outcome, supplied: ['reason', 'others'] },
  words: { reason: 'Third time this month, and now no breakfast either.' },
});
const versionOf = (result: OpenResult, step: string): number => result.state?.duties[step]?.version ?? -1;
const act = (by: Somebody, cause: Act, caseId = opened.caseId) =>
  database.api.run(by.as, (tx) => drive(tx, caseId, cause));
const rows = <R>(sql: string, values: readonly unknown[] = [opened.caseId]) =>
  database.owner.run({ tenantId: trust.id, actor: 'test' }, (tx) => tx.query<R>(sql, values));

describe('opening a case', () => {
  it('gives the decision to the safeguarding lead with a clock that runs from awareness', async () => {
    expect(opened.outcome).toBe('applied');
    const duty = opened.state?.duties['decide'];
    expect(duty?.owner?.person).toBe(dsl.id);
    expect(duty?.dueAt).toBe((opened.state?.awareAt ?? 0) + 4 * 3_600_000);
    const written = await rows<{ due: number; owner_person: string }>(
      'select app.ms(due_at) as due, owner_person from app.duty where case_id = $1',
    );
    expect(written).toEqual([{ due: duty?.dueAt, owner_person: dsl.id }]);
  });

  it('writes event, audit, delivery and one job in the same transaction', async () => {
    const [counts] = await rows(`select
      (select count(*)::int from app.case_event where case_id = $1) as events,
      (select count(*)::int from app.audit where case_id = $1) as audits,
      (select count(*)::int from app.delivery where case_id = $1 and state = 'pending') as deliveries,
      (select count(*)::int from graphile_worker.jobs where key like '%' || $1) as jobs`);
    expect(counts).toEqual({ events: 1, audits: 1, deliveries: 1, jobs: 1 });
  });

  it('answers the same case when the same report is sent again, even at the same time', async () => {
    const opening = anOpening(teacher, school);
    const send = () => database.api.run(teacher.as, (tx) => openCase(tx, opening));
    const answers = await Promise.all([send(), send(), send()]);
    expect(new Set(answers.map((it) => it.caseId)).size).toBe(1);
    expect(answers.map((it) => it.outcome).sort()).toEqual(['applied', 'repeated', 'repeated']);
  });

  it('refuses an awareness that lies in the future, and leaves nothing behind', async () => {
    const refused = await aCase(trust, teacher, school, { awareAt: Date.now() + 3_600_000 });
    expect(refused).toMatchObject({ outcome: 'refused', refusal: { code: 'future' }, state: null });
    expect(await rows('select 1 from app.case_file where id = $1', [refused.caseId])).toEqual([]);
  });
});

describe('acting on a case', () => {
  it('000.25 opens the call to social care when the lead decides to refer', async () => {
    const result = await act(dsl, decide(dsl, versionOf(opened, 'decide')));
    expect(result.outcome).toBe('applied');
    const duties = await rows<{ step: string; state: string }>(
      'select step, state from app.duty where case_id = $1 order by step',
    );
    expect(duties).toEqual([
      { step: 'decide', state: 'met' },
      { step: 'verbal-referral', state: 'open' },
    ]);
  });

  it('answers a repeated act with its first answer and changes nothing', async () => {
    const cause = decide(dsl, versionOf(opened, 'decide'));
    const first = await act(dsl, cause);
    const again = await act(dsl, cause);
    expect(again).toMatchObject({ outcome: 'repeated', version: first.version });
    expect(await rows('select 1 from app.case_event where case_id = $1')).toHaveLength(first.version);
  });

  it('refuses another act, or another person’s, that comes under the id of one that was taken', async () => {
    const cause = decide(dsl, versionOf(opened, 'decide'));
    const first = await act(dsl, cause);
    const others = [
      await act(dsl, { ...cause, event: { ...cause.event, outcome: 'monitor' } } as Act),
      await act(head, { ...cause, event: { ...cause.event, by: head.id } }),
      await act(dsl, { ...cause, words: { ...cause.words, reason: 'In other words.' } }),
      await act(dsl, { ...cause, event: { ...cause.event, happenedAt: Date.now() - 60_000 } } as Act),
    ];
    for (const other of others) {
      expect(other).toMatchObject({ outcome: 'refused', refusal: { code: 'stale' } });
    }
    expect(await rows('select 1 from app.case_event where case_id = $1')).toHaveLength(first.version);
  });

  it('refuses an act that names a version somebody has moved on from', async () => {
    const version = versionOf(opened, 'decide');
    await act(dsl, decide(dsl, version));
    const late = await act(head, decide(head, version, 'monitor'));
    expect(late).toMatchObject({ outcome: 'refused', refusal: { code: 'stale' } });
  });

  it('refuses to act in another’s name', async () => {
    await expect(act(head, decide(dsl, versionOf(opened, 'decide')))).rejects.toThrow(/own name/);
  });
});
