import { randomUUID } from 'node:crypto';
import { takePage } from '@trustward/casework';
import { authorityBoard, change, changeBoard, changePage, receipt, reportForm } from '@trustward/contracts';
import { aSchool } from '@trustward/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { changesBy, changesOf, dayIn } from './changing.ts';
import { asOwner } from './mailed.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';
import { anOpenCase, viewOf } from './story.ts';

/** Values forced into rows that no case has of its own: what depends on them, and nothing else, is otherwise. */
const the = aSetting();
let admin: SignedIn;
let teacher: SignedIn;
const { carryOut, draft, throughWith } = changesBy(the, () => admin);
const { carriedOut } = changesOf(the);

beforeAll(async () => {
  admin = await signIn(the.server, the.town.administrator);
  teacher = await signIn(the.server, the.town.teacher);
});

const reported = async (schoolId: string, who = teacher) => {
  const report = {
    ...{ eventId: randomUUID(), schoolId, childName: 'Robin Testcase', yearGroup: 'Year 4' },
    ...{ account: 'Said so.', awareAt: new Date(Date.now() - 60_000).toISOString() },
    facts: { source: 'saw', 'in-danger-now': 'no' },
  };
  return receipt.parse((await who.post('/api/concerns', report).expect(201)).body);
};
const days = (schoolId: string) => ({
  kind: 'calendar',
  schoolId,
  terms: [{ from: dayIn(-60), to: dayIn(120) }],
  closedDays: [],
  opensAt: null,
});
const opened = async ({ reference }: { reference: string }) => {
  const sql = 'select id from app.case_file where tenant_id = $1 and reference = $2';
  return (await asOwner<{ id: string }>(the, sql, reference))[0]?.id ?? expect.fail('It was not opened.');
};

describe.each([
  ['is no calendar', `'5'::jsonb`],
  ['is not what its hash says', `jsonb_set(snapshot, '{terms}', '[]')`],
])('a calendar of a school that %s', (_what, set) => {
  it('takes no report, no case and no list, and is given anew', async () => {
    const { town, server } = the;
    const other = await aSchool(town.trust);
    await throughWith(await draft(days(town.school.id)));
    const before = await opened(await reported(town.school.id));
    const damaged = await asOwner(
      the,
      `update app.school_calendar set hash = md5(random()::text), snapshot = ${set} where tenant_id = $1 and school_id = $2
         and number = (select max(number) from app.school_calendar where tenant_id = $1 and school_id = $2) returning number`,
      town.school.id,
    );
    expect(damaged).toHaveLength(1);
    const since = await opened(await reported(town.school.id));
    const dsl = await signIn(server, town.dsl);
    expect((await viewOf(dsl, since)).tasks.length).toBeGreaterThan(0);
    expect((await dsl.get(`/api/cases/${before}`)).status).toBe(200);
    reportForm.parse((await teacher.get('/api/report-form').expect(200)).body);
    const board = changeBoard.parse((await admin.get('/api/changes/board').expect(200)).body);
    expect(board.schools.map(({ id, unreadable }) => [id === town.school.id, unreadable])).toEqual(
      board.schools.map(({ id }) => [id === town.school.id, id === town.school.id]),
    );
    expect(board.schools.some(({ id }) => id === other.id)).toBe(true);
    const anew = await throughWith(await draft(days(town.school.id)));
    expect(anew.state).toBe('applied');
    const again = changeBoard.parse((await admin.get('/api/changes/board').expect(200)).body);
    expect(again.schools.filter(({ unreadable }) => unreadable)).toEqual([]);
  });
});

describe.each([
  [
    'its layer',
    `layer = jsonb_build_object('layer', 'authority', 'chains', '[]'::jsonb, 'amendments', '[]'::jsonb)::json`,
  ],
  ['its hash', `hash = md5(random()::text)`],
  ['its limits', `limits = '{"visitHome": "soon", "makeSafe": 5}'`],
  ['its hours', `hours = 'whenever'`],
])('what is held of an authority, of which %s was damaged', (_what, set) => {
  it('takes no report and no list', async () => {
    const { town, server } = the;
    const authorityId = town.trust.authorityId;
    const held = { kind: 'authority', authorityId, hours: 'Monday to Thursday, 9:00 to 16:00', limits: {} };
    await throughWith(await draft(held));
    await asOwner(
      the,
      `update app.own_authority set ${set} where tenant_id = $1 and authority_id = $2`,
      authorityId,
    );
    reportForm.parse((await teacher.get('/api/report-form').expect(200)).body);
    const since = await opened(await reported(town.school.id));
    expect((await viewOf(await signIn(server, town.dsl), since)).tasks.length).toBeGreaterThan(0);
    authorityBoard.parse((await admin.get('/api/authorities').expect(200)).body);
    await throughWith(await draft({ ...held, hours: null }));
  });
});

describe.each([
  ['is a number', `'5'::jsonb`],
  ['is of a shape of its own', `'{"calendar": 7}'::jsonb`],
])('a change whose value %s', (_what, set) => {
  it('takes no list, is never applied, and keeps no other change waiting', async () => {
    const { town } = the;
    await anOpenCase(town, town.teacher);
    const { carryOut: _none, ...by } = changesBy(the, () => admin);
    const bad = await by.draft(days(town.school.id));
    const damage = (state: string) =>
      asOwner(the, `update app.change set value = ${set}${state} where tenant_id = $1 and id = $2`, bad.id);
    await damage('');
    const listed = async () =>
      changePage.parse((await admin.get('/api/changes?limit=100').expect(200)).body).items;
    const bads = async () => (await listed()).find(({ id }) => id === bad.id);
    expect(await bads()).toMatchObject({
      edit: { kind: 'unreadable' },
      mayApply: false,
      sentence: expect.stringContaining('Put it aside, and draft it anew') as unknown,
    });
    await damage(`, state = 'counted'`);
    expect(await bads()).toMatchObject({ mayApply: false });
    await damage(`, state = 'counting'`);
    const input = { tenantId: town.trust.id, changeId: bad.id };
    expect(await takePage(town.trust.database.worker, input)).toMatchObject({ isOver: true });
    const read = async () => change.parse((await admin.get(`/api/changes/${bad.id}`).expect(200)).body);
    expect(await read()).toMatchObject({
      state: 'aside',
      sentence: expect.stringContaining('cannot be read') as unknown,
    });
    await damage(`, state = 'applying', applied_by = made_by, applied_at = now()`);
    await carriedOut(bad);
    expect((await read()).state).toBe('aside');
    expect((await throughWith(await by.draft(days(town.school.id)))).state).toBe('applied');
    expect((await carryOut(bad)).state).toBe('aside');
  });
});
