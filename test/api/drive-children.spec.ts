import { randomUUID } from 'node:crypto';
import {
  deliverNotice,
  drive,
  establishLayers,
  openCase,
  openHeader,
  restOf,
  wake,
} from '@trustward/casework';
import type { Act, DriveResult } from '@trustward/casework';
import type { CaseEvent } from '@trustward/chain';
import { aCase, aLinkedLayer, aStaffedSchool, anOpening, testDatabase } from '@trustward/testing';
import type { School, Somebody, TestDatabase, Trust } from '@trustward/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const HOUR = 3_600_000;

let database: TestDatabase;
let trust: Trust;
let school: School;
let dsl: Somebody;
let head: Somebody;

beforeAll(async () => {
  database = await testDatabase();
  const staffed = await aStaffedSchool(database);
  ({ trust, school } = staffed);
  ({ dsl, head } = staffed.people);
  await asTest((tx) => establishLayers(tx, [aLinkedLayer()]));
});
afterAll(() => database.close());

type Work<T> = Parameters<typeof database.owner.run<T>>[1];
const asTest = <T>(work: Work<T>) => database.owner.run({ tenantId: trust.id, actor: 'test' }, work);
const rows = <R>(sql: string, ...values: readonly unknown[]) => asTest((tx) => tx.query<R>(sql, values));

const aVisit = async (drill = false): Promise<string> =>
  (await aCase(trust, dsl, school, { chainId: 'visit', facts: {}, drill })).caseId;

async function doing(caseId: string, step: string, outcome?: string): Promise<Act> {
  const [duty] = await rows<{ version: number }>(
    'select version from app.duty where case_id = $1 and step = $2',
    caseId,
    step,
  );
  const event = { type: 'done', by: dsl.id, step, version: duty?.version ?? -1, supplied: [] } as const;
  return { kind: 'act', eventId: randomUUID(), event: outcome === undefined ? event : { ...event, outcome } };
}
const act = (caseId: string, cause: Act): Promise<DriveResult> =>
  database.api.run(dsl.as, (tx) => drive(tx, caseId, cause));
const wakeUp = (caseId: string) => wake(database.worker, { tenantId: trust.id, caseId });

interface Child {
  readonly id: string;
  readonly step: string;
}
const childrenOf = (caseId: string) =>
  rows<Child>('select child_case_id as id, step from app.case_link where parent_case_id = $1', caseId);
const jobsOf = (caseId: string) =>
  rows<{ n: number }>(`select count(*)::int as n from graphile_worker.jobs where key like '%' || $1`, caseId);
const eventsOf = (caseId: string) =>
  rows<{ type: string; by: string | null }>(
    'select type, by_person as by from app.case_event where case_id = $1 order by seq',
    caseId,
  );

async function withChild(): Promise<{ parent: string; child: string }> {
  const parent = await aVisit();
  expect(await act(parent, await doing(parent, 'pack', 'errand'))).toMatchObject({ outcome: 'applied' });
  const [child] = await childrenOf(parent);
  return { parent, child: child?.id ?? '' };
}

describe('a step that opens a case', () => {
  it('opens it with the act: at the same school, about the same child, with a job of its own', async () => {
    const { parent, child } = await withChild();
    const [kept, made] = await Promise.all(
      [parent, child].map(async (id) => {
        const [row] = await rows<{
          school_id: string;
          authority_id: string;
          wrapped_key: Buffer;
          sealed: Buffer;
        }>('select school_id, authority_id, wrapped_key, sealed from app.case_file where id = $1', id);
        if (row === undefined) throw new Error('no such case');
        const { school_id, authority_id, wrapped_key: wrappedKey, sealed } = row;
        const header = await asTest((tx) => Promise.resolve(openHeader(tx, { id, wrappedKey, sealed })));
        return { school_id, authority_id, header };
      }),
    );
    expect(made).toEqual(kept);
    expect(made?.header?.childName).toBe('Robin Testcase');
    expect(await jobsOf(child)).toEqual([{ n: 1 }]);
    expect(await eventsOf(child)).toEqual([{ type: 'opened', by: dsl.id }]);
    expect(
      await rows('select owner_person from app.duty where case_id = $1 and step = $2', child, 'run'),
    ).toEqual([{ owner_person: dsl.id }]);
  });

  it('opens it once, though the act comes again, or three times at once', async () => {
    const parent = await aVisit();
    const cause = await doing(parent, 'pack', 'errand');
    const answers = await Promise.all([1, 2, 3].map(() => act(parent, cause)));
    expect(answers.map(({ outcome }) => outcome).sort()).toEqual(['applied', 'repeated', 'repeated']);
    expect(await act(parent, cause)).toMatchObject({ outcome: 'repeated' });
    expect(await childrenOf(parent)).toHaveLength(1);
  });

  it('begins it as if somebody were in danger where nobody was asked', async () => {
    const { child } = await withChild();
    expect(await rows(`select state -> 'facts' as facts from app.case_file where id = $1`, child)).toEqual([
      { facts: { alone: 'unsure' } },
    ]);
  });

  it('keeps from it whoever has stood down from the case that opens it', async () => {
    const parent = await aVisit();
    const event = { type: 'recused', by: head.id } as const;
    const standingDown = { kind: 'act', eventId: randomUUID(), event } as const;
    expect(await database.api.run(head.as, (tx) => drive(tx, parent, standingDown))).toMatchObject({
      outcome: 'applied',
    });
    await act(parent, await doing(parent, 'pack', 'errand'));
    const [child] = await childrenOf(parent);
    expect(
      await rows(`select state -> 'recused' as recused from app.case_file where id = $1`, child?.id),
    ).toEqual([{ recused: [head.id] }]);
  });

  it('opens none where the outcome leads to none', async () => {
    const parent = await aVisit();
    await act(parent, await doing(parent, 'pack', 'no'));
    expect(await childrenOf(parent)).toEqual([]);
  });

  it('hears once that it has ended, and then goes on', async () => {
    const { parent, child } = await withChild();
    await rows('delete from graphile_worker._private_jobs');
    expect(await act(child, await doing(child, 'run'))).toMatchObject({ outcome: 'applied', ended: true });
    expect(await jobsOf(parent)).toEqual([{ n: 1 }]);
    await wakeUp(parent);
    await wakeUp(parent);
    expect((await eventsOf(parent)).map(({ type }) => type)).toEqual(['opened', 'done', 'childEnded']);
    const closed = await act(parent, await doing(parent, 'unpack'));
    expect(closed).toMatchObject({ outcome: 'applied', ended: true });
  });

  it('hears it with the act that comes next, where nothing has woken it', async () => {
    const { parent, child } = await withChild();
    await act(child, await doing(child, 'run'));
    const answer = await act(parent, await doing(parent, 'accuse', 'no'));
    expect(answer).toMatchObject({ outcome: 'applied', version: 4 });
    expect(answer.state.duties['unpack']?.state).toBe('open');
  });

  it('cannot close while the case it waits for is open', async () => {
    const { parent } = await withChild();
    const { state } = await wakeUpAndRead(parent);
    expect(Object.keys(state.duties)).not.toContain('unpack');
  });

  it('opens it at its own instant and in nobody’s name where time brings it, in a drill as a drill', async () => {
    const parent = await aVisit(true);
    const [opened] = await rows<{ due: number }>(
      `select app.ms(due_at) as due from app.duty where case_id = $1 and step = 'pack'`,
      parent,
    );
    const due = opened?.due ?? 0;
    const moved = { type: 'clockMoved', by: dsl.id, to: due + 3 * HOUR } as const;
    await act(parent, { kind: 'act', eventId: randomUUID(), event: moved });
    await wakeUp(parent);
    await wakeUp(parent);
    const [child, ...others] = await childrenOf(parent);
    expect([child?.step, others]).toEqual(['hurry', []]);
    const found = await rows(
      `select drill, app.ms(opened_at) as opened, clock_offset_ms > 0 as ahead from app.case_file where id = $1`,
      child?.id,
    );
    expect(found).toEqual([{ drill: true, opened: due, ahead: true }]);
    expect(await eventsOf(child?.id ?? '')).toEqual([{ type: 'opened', by: null }]);
  });
});

const wakeUpAndRead = async (caseId: string): Promise<DriveResult> =>
  database.worker.run({ tenantId: trust.id, actor: 'worker' }, (tx) => drive(tx, caseId, { kind: 'time' }));

describe('a case that opened another', () => {
  it('may rest once it has heard that the other has ended, and not before', async () => {
    const { parent, child } = await withChild();
    const rests = async () =>
      (await restOf(database.worker, { tenantId: trust.id, caseId: parent })) !== null;
    const told = async () => {
      const sql = `select id from app.delivery where case_id = $1 and state = 'pending'`;
      for (const { id: deliveryId } of await rows<{ id: string }>(sql, parent)) {
        await deliverNotice(database.worker, { tenantId: trust.id, deliveryId });
      }
      await rows(`update app.delivery set state = 'sent', sent_at = now() where case_id = $1`, parent);
    };
    await told();
    expect(await rests()).toBe(true);
    expect(await act(child, await doing(child, 'run'))).toMatchObject({ ended: true });
    expect(await rests()).toBe(false);
    await wakeUp(parent);
    await told();
    expect(await eventsOf(parent)).toContainEqual({ type: 'childEnded', by: null });
    expect(await rests()).toBe(true);
  });
});

describe('a case that nobody could be kept out of', () => {
  it('is not opened by a step: the act is refused in words, and nothing of it is there', async () => {
    const parent = await aVisit();
    const before = await eventsOf(parent);
    const cause = await doing(parent, 'accuse', 'adult');
    const refused = await act(parent, cause);
    expect(refused).toMatchObject({ outcome: 'refused', refusal: { code: 'subjectUnnamed' }, version: 1 });
    expect(refused.refusal?.sentence).toContain('Designated Officer');
    expect(await eventsOf(parent)).toEqual(before);
    expect(await childrenOf(parent)).toEqual([]);
    const other = { ...cause, event: { ...cause.event, outcome: 'no' } as CaseEvent & Act['event'] };
    expect(await act(parent, other)).toMatchObject({ outcome: 'applied' });
  });

  it.each(['accusation', 'notes'])('is not opened by a report either: %s', async (chainId) => {
    const refused = await aCase(trust, dsl, school, { chainId, facts: {}, header: null });
    expect(refused).toMatchObject({ outcome: 'refused', refusal: { code: 'subjectUnnamed' }, state: null });
    expect(await rows('select id from app.case_file where chain_id = $1', chainId)).toEqual([]);
  });

  it('is not opened about information either, but by the calendar; and that opens none about a child', async () => {
    const parent = await aVisit();
    const noted = await act(parent, await doing(parent, 'note', 'notes'));
    expect(noted).toMatchObject({ outcome: 'refused', refusal: { code: 'subjectUnnamed' }, version: 1 });
    const nobodys = { chainId: 'notes', facts: {}, by: null, header: null, words: {} };
    const { caseId, outcome } = await database.worker.run({ tenantId: trust.id, actor: 'calendar' }, (tx) =>
      openCase(tx, { ...anOpening(dsl, school), ...nobodys }),
    );
    expect(outcome).toBe('applied');
    const told = await act(caseId, await doing(caseId, 'tell'));
    expect(told).toMatchObject({ outcome: 'refused', refusal: { code: 'subjectUnnamed' }, version: 1 });
    expect(await childrenOf(caseId)).toEqual([]);
  });

  it('is not opened by a decision about a concern: who decides is told to ring the Designated Officer', async () => {
    const { caseId } = await aCase(trust, dsl, school);
    const cause = await doing(caseId, 'decide', 'about-an-adult');
    const words = {
      ...cause,
      event: {
        ...cause.event,
        supplied: ['reason', 'others', 'worksAs'],
        learned: { facts: { 'works-as': 'employee' } },
      } as Act['event'],
    };
    expect(await act(caseId, words)).toMatchObject({ refusal: { code: 'subjectUnnamed' } });
  });

  it('nor is one of a procedure that the trust has not published', async () => {
    const parent = await aVisit();
    const refused = await act(parent, await doing(parent, 'elsewhere'));
    expect(refused.refusal?.sentence).toBe('This trust has not published this procedure.');
  });
});
