import { randomUUID } from 'node:crypto';
import { CaseNotFound, CaseStillOpen, drive, pastCase } from '@trustward/casework';
import type { Act } from '@trustward/casework';
import { backTest } from '@trustward/chain/simulate';
import { aCase, aPerson, aStaffedSchool, testDatabase } from '@trustward/testing';
import type { Somebody, StaffedSchool, TestDatabase } from '@trustward/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mailed } from './mailed.ts';

let database: TestDatabase;
let here: StaffedSchool;
beforeAll(async () => {
  database = await testDatabase();
  here = await aStaffedSchool(database);
});
afterAll(() => database.close());

const told = (caseId: string) =>
  database.owner.run({ tenantId: here.trust.id, actor: 'cli' }, (tx) => pastCase(tx, caseId));

async function done(caseId: string, by: Somebody, step: string, outcome: string, supplied: string[]) {
  const [duty] = await database.owner.run({ tenantId: here.trust.id, actor: 'test' }, (tx) =>
    tx.query<{ version: number }>('select version from app.duty where case_id = $1 and step = $2', [
      caseId,
      step,
    ]),
  );
  const act: Act = {
    kind: 'act',
    eventId: randomUUID(),
    event: { type: 'done', by: by.id, step, version: duty?.version ?? -1, outcome, supplied },
    words: Object.fromEntries(supplied.map((field) => [field, 'Robin has a coat again.'])),
  };
  expect(await database.api.run(by.as, (tx) => drive(tx, caseId, act))).toMatchObject({ outcome: 'applied' });
}

async function aClosedCase({ unreached = false } = {}): Promise<string> {
  const { trust, school, people } = here;
  const { caseId } = await aCase(trust, people.teacher, school);
  if (unreached) await mailed({ database, town: { trust } }, caseId, () => 'bounced');
  await done(caseId, people.dsl, 'decide', 'nothing-more', ['reason', 'others']);
  await done(caseId, people.head, 'agree-closure', 'agreed', ['agreed']);
  return caseId;
}

describe('a case that is over', () => {
  it('is told so that a back-test under its own chain finds nothing otherwise', async () => {
    const { chain, calendar, people, events } = await told(await aClosedCase());
    expect(events.map(({ event }) => event.type)).toEqual(['opened', 'done', 'done']);
    expect(backTest({ chain, events }, chain, calendar, people)).toEqual({
      headline: 'Under the draft nothing would have been otherwise.',
      differences: [],
      stopped: null,
    });
    const draft = {
      ...chain,
      steps: chain.steps.map((step) =>
        step.id === 'decide'
          ? {
              ...step,
              title: 'Weigh it up',
              owner: ['headteacher' as const, 'trustSafeguardingLead' as const],
            }
          : step,
      ),
    };
    expect(backTest({ chain, events }, draft, calendar, people).differences).not.toEqual([]);
  });

  it('holds neither a name, an id of anybody nor a word that anybody wrote, and says who was kept out since when', async () => {
    const caseId = await aClosedCase({ unreached: true });
    const { teacher, dsl, ceo } = here.people;
    await database.owner.run({ tenantId: here.trust.id, actor: 'test' }, (tx) =>
      tx.query(
        `insert into app.exclusion (tenant_id, case_id, person_id, cause, since) values ($1, $2, $3, 'decision', now() - interval '1 hour')`,
        [here.trust.id, caseId, ceo.id],
      ),
    );
    const file = await told(caseId);
    expect(file.events.map(({ event }) => event.type)).toContain('unreached');
    const text = JSON.stringify({ ...file, chain: null });
    for (const told of [teacher.id, dsl.id, caseId, 'Tess', 'Dina', 'Robin', 'coat']) {
      expect(text).not.toContain(told);
    }
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/);
    expect(file.people.map(({ role, excluded }) => [role, excluded])).toEqual([
      [null, false],
      ['dsl', false],
      ['headteacher', false],
      ['trustSafeguardingLead', false],
      ['ceo', true],
    ]);
  });

  it('says since when whoever reported was gone', async () => {
    const { trust, school, people } = here;
    const { caseId } = await aCase(trust, await aPerson(trust).as('staff').at(school).create(), school);
    await database.owner.run({ tenantId: trust.id, actor: 'test' }, (tx) =>
      tx.query(
        `update app.post set until = now() from app.case_file c where c.id = $1 and person_id = c.reporter_id`,
        [caseId],
      ),
    );
    await done(caseId, people.dsl, 'decide', 'nothing-more', ['reason', 'others']);
    await done(caseId, people.head, 'agree-closure', 'agreed', ['agreed']);
    const { people: before, events } = await told(caseId);
    expect(before.at(-1)).toEqual({ person: 'person-5', role: null, excluded: false, away: false });
    const gone = { person: 'person-5', role: null, excluded: false, away: true, suspended: true };
    expect(events[1]?.people?.at(-1)).toEqual(gone);
  });

  it('is audited when it is read', async () => {
    const caseId = await aClosedCase();
    await told(caseId);
    const read = await database.owner.run({ tenantId: here.trust.id, actor: 'test' }, (tx) =>
      tx.query(`select actor from app.audit where case_id = $1 and verb = 'case.export'`, [caseId]),
    );
    expect(read).toEqual([{ actor: 'cli' }]);
  });

  it('is told only once it is over, and where it is this trust’s', async () => {
    const { caseId } = await aCase(here.trust, here.people.teacher, here.school);
    await expect(told(caseId)).rejects.toThrow(CaseStillOpen);
    await expect(told(randomUUID())).rejects.toThrow(CaseNotFound);
  });
});
