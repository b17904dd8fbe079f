import { randomUUID } from 'node:crypto';
import { overdueWakes, wake } from '@trustward/casework';
import { caseView, noticePage, receipt, reportForm, unreadableCase } from '@trustward/contracts';
import { openedUnread } from '@trustward/observability';
import { aCase } from '@trustward/testing';
import { describe, expect, it } from 'vitest';
import { asOwner, mailed } from './mailed.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import { aTown } from './town.ts';
import type { Town } from './town.ts';

/** What every case of a trust opens under, damaged in the database: no report is lost by it, nor kept to itself. */
const the = aSetting();

const layerWhere = (layer: string) => `tenant_id = $1 and layer = '${layer}' and number = 1`;
const DAMAGES = [
  ['guidance', 'is not what its hash says', 'hash = md5(random()::text)'],
  ['guidance', 'is no layer', `hash = md5(random()::text), body = '5'::json`],
  ['trust', 'is not what its hash says', 'hash = md5(random()::text)'],
  ['authority', 'is not what its hash says', 'hash = md5(random()::text)'],
] as const;

/** Damages it, and answers what puts it right again. */
async function damage(town: Town, layer: string, set: string) {
  const here = { ...the, town };
  const kept = await asOwner<{ layer_id: string; hash: string; body: string }>(
    here,
    `select layer_id, hash, body::text as body from app.layer_version where ${layerWhere(layer)}`,
  );
  expect(kept.length).toBeGreaterThan(0);
  await asOwner(here, `update app.layer_version set ${set} where ${layerWhere(layer)}`);
  return async () => {
    for (const { layer_id, hash, body } of kept) {
      const mend = `update app.layer_version set hash = $3, body = $4::json where ${layerWhere(layer)} and layer_id = $2`;
      await asOwner(here, mend, layer_id, hash, body);
    }
  };
}

const aReport = (town: Town) => ({
  ...{ eventId: randomUUID(), schoolId: town.school.id, childName: 'Robin Testcase', yearGroup: 'Year 4' },
  ...{ account: 'Said so.', awareAt: new Date(Date.now() - 60_000).toISOString() },
  facts: { source: 'saw', 'in-danger-now': 'yes' },
});
const idOf = async (town: Town, reference: string) => {
  const sql = 'select id from app.case_file where tenant_id = $1 and reference = $2';
  const [row] = await asOwner<{ id: string }>({ ...the, town }, sql, reference);
  return row?.id ?? expect.fail('It was not opened.');
};
const noticesOf = async (town: Town, person: Town['dsl'], caseId: string) => {
  const who = await signIn(the.server, person);
  const { items } = noticePage.parse((await who.get('/api/notices?limit=100').expect(200)).body);
  return items.filter((notice) => notice.caseId === caseId).map(({ because }) => because);
};
const timesCounted = async () => {
  const { values } = await openedUnread.get();
  return values.find(({ labels }) => labels.what === 'procedure')?.value ?? 0;
};
const wakeIt = (town: Town, caseId: string, alarms: string[] = []) =>
  wake(the.database.worker, { tenantId: town.trust.id, caseId }, (what) => alarms.push(what));

describe.each(DAMAGES)('a layer of %s that %s', (layer, _what, set) => {
  it('loses no report: it goes the safe route, is told, and goes on once the layer is mended', async () => {
    const town = await aTown(the.database, `Damaged ${randomUUID()}`);
    const mend = await damage(town, layer, set);
    const teacher = await signIn(the.server, town.teacher);
    const report = aReport(town);
    if (layer !== 'authority') {
      const form = reportForm.parse((await teacher.get('/api/report-form').expect(200)).body);
      expect(form).toMatchObject({ chain: null, questions: [] });
      expect(form.schools.map(({ danger }) => danger.numbers.length > 0)).toEqual([true]);
    }
    const counted = await timesCounted();
    const given = receipt.parse((await teacher.post('/api/concerns', report).expect(201)).body);
    expect(await timesCounted()).toBe(counted + 1);
    expect(given).toMatchObject({ handledBy: null, next: [], unread: true, lost: false });
    expect(given.numbers.numbers.map(({ about }) => about)).toEqual(
      expect.arrayContaining(['child', 'adult']),
    );
    const again = receipt.parse((await teacher.post('/api/concerns', report).expect(201)).body);
    expect(again).toEqual(given);

    const caseId = await idOf(town, given.reference);
    const dsl = await signIn(the.server, town.dsl);
    const shown = unreadableCase.strict().parse((await dsl.get(`/api/cases/${caseId}`).expect(200)).body);
    expect(shown).toMatchObject({
      reference: given.reference,
      account: 'Said so.',
      reportedBy: 'Tessa Teacher',
    });
    expect(shown.doNow.join(' ')).toMatch(/999.*Designated Officer/);
    expect(shown.numbers.numbers.map(({ about }) => about)).toEqual(
      expect.arrayContaining(['child', 'adult']),
    );
    expect((await dsl.get('/api/cases?limit=100').expect(200)).text).toContain(given.reference);

    const alarms: string[] = [];
    await wakeIt(town, caseId, alarms);
    expect(alarms).toEqual(['pinned']);
    await mailed({ ...the, town }, caseId, () => 'accepted');
    expect(await noticesOf(town, town.dsl, caseId)).toEqual(['caseUnreadable']);
    expect(await noticesOf(town, town.lead, caseId)).toEqual(['caseUnreadable']);
    expect(await overdueWakes(the.database.workerPlatform)).not.toContainEqual(
      expect.objectContaining({ caseId }),
    );

    await mend();
    const still: string[] = [];
    await wakeIt(town, caseId, still);
    expect(still).toEqual([]);
    const view = caseView.strict().parse((await dsl.get(`/api/cases/${caseId}`).expect(200)).body);
    expect(view).toMatchObject({ reference: given.reference, account: 'Said so.' });
    expect(view.tasks.length).toBeGreaterThan(0);
    await mailed({ ...the, town }, caseId, () => 'accepted');
    expect(await noticesOf(town, town.dsl, caseId)).toContain('newDuty');
    await dsl.get(`/api/cases/${caseId}/timeline`).expect(200);
    expect((await teacher.post('/api/concerns', report).expect(201)).body).toEqual(given);
  });

  it('leaves another trust, and the cases that are open, as they were', async () => {
    const town = await aTown(the.database, `Beside ${randomUUID()}`);
    const { caseId: before } = await aCase(town.trust, town.teacher, town.school);
    await damage(town, layer, set);
    const dsl = await signIn(the.server, town.dsl);
    caseView.strict().parse((await dsl.get(`/api/cases/${before}`).expect(200)).body);
    const elsewhere = await signIn(the.server, the.town.teacher);
    const given = receipt.parse((await elsewhere.post('/api/concerns', aReport(the.town)).expect(201)).body);
    expect(given).toMatchObject({ unread: false });
  });
});

describe('the calendar of everybody, damaged with no sound one beside it', () => {
  it('loses no report either, and the case opens once it is mended', async () => {
    const town = await aTown(the.database, `No calendar ${randomUUID()}`);
    const everybodys = (sql: string) => the.database.ownerPlatform.run((tx) => tx.query(sql));
    const teacher = await signIn(the.server, town.teacher);
    const dsl = await signIn(the.server, town.dsl);
    await everybodys(`update platform.calendar set hash = 'damaged ' || hash`);
    const mend = () =>
      everybodys(`update platform.calendar set hash = substr(hash, 9) where hash like 'damaged %'`);
    try {
      const form = reportForm.parse((await teacher.get('/api/report-form').expect(200)).body);
      expect(form.schools[0]?.danger).toMatchObject({ closedOn: [] });
      const given = receipt.parse((await teacher.post('/api/concerns', aReport(town)).expect(201)).body);
      expect(given).toMatchObject({ unread: true });
      const caseId = await idOf(town, given.reference);
      const page = `/api/cases/${caseId}`;
      unreadableCase.strict().parse((await dsl.get(page).expect(200)).body);
      const alarms: string[] = [];
      await wakeIt(town, caseId, alarms);
      expect(alarms).toEqual(['pinned']);
      await mend();
      await wakeIt(town, caseId);
      expect(caseView.strict().parse((await dsl.get(page).expect(200)).body).tasks.length).toBeGreaterThan(0);
    } finally {
      await mend();
    }
  });
});

describe('what tells a report from another, damaged', () => {
  it('has the same report answered as ever, and another refused', async () => {
    const { town, server } = the;
    const teacher = await signIn(server, town.teacher);
    const report = aReport(town);
    const given = receipt.parse((await teacher.post('/api/concerns', report).expect(201)).body);
    await asOwner(
      the,
      `update app.case_file set report_mac = sha256(report_mac) where tenant_id = $1 and reference = $2`,
      given.reference,
    );
    expect((await teacher.post('/api/concerns', report).expect(201)).body).toEqual(given);
    await teacher.post('/api/concerns', { ...report, account: 'Said otherwise.' }).expect(409);
    await teacher
      .post('/api/concerns', { ...report, facts: { ...report.facts, source: 'told' } })
      .expect(409);
    await teacher.post('/api/concerns', { ...report, childName: 'Robin Another' }).expect(409);
  });
});
