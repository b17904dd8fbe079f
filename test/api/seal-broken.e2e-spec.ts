import { randomUUID } from 'node:crypto';
import { deliverNotice, wake } from '@trustward/casework';
import { noticePage, receipt, unreadableCase } from '@trustward/contracts';
import { describe, expect, it } from 'vitest';
import { problemOf } from './api-server.ts';
import { asOwner } from './mailed.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import { anOpenCase, sendDone, versionOf, viewOf, wakeUp } from './story.ts';

const the = aSetting();
const LISTS = [
  '/api/cases',
  '/api/duties',
  '/api/duties/asked',
  '/api/late',
  '/api/late/soon',
  '/api/late/records',
  '/api/notices',
  '/api/changes',
];
const HOUR_MS = 3_600_000;
const aLateCase = async () => {
  const caseId = await anOpenCase(the.town, the.town.teacher, { awareAt: Date.now() - 30 * HOUR_MS });
  await wakeUp(the.town, caseId);
  return caseId;
};
const everyList = async () => {
  const { town, server } = the;
  const failed: string[] = [];
  for (const person of [town.dsl, town.lead, town.head, town.administrator]) {
    const who = await signIn(server, person);
    for (const path of LISTS) {
      const { status } = await who.get(`${path}?limit=100`);
      if (status >= 500) failed.push(`${path} ${String(status)}`);
    }
  }
  return failed;
};

describe.each(['sealed', 'wrapped_key'])('a case whose %s was damaged', (column) => {
  it('takes no list from anybody, and goes the safe route with an alarm', async () => {
    const { town, server, database } = the;
    const [good, bad] = [await aLateCase(), await aLateCase()];
    await asOwner(the, `update app.case_file set ${column} = '\\x00' where tenant_id = $1 and id = $2`, bad);
    expect(await everyList()).toEqual([]);
    const dsl = await signIn(server, town.dsl);
    expect((await viewOf(dsl, good)).id).toBe(good);
    const cases = (await dsl.get('/api/cases?limit=100').expect(200)).body as {
      items: { id: string; child: string }[];
    };
    expect(cases.items.find(({ id }) => id === bad)?.child).toBe('?, name cannot be read');
    const shown = unreadableCase.strict().parse((await dsl.get(`/api/cases/${bad}`).expect(200)).body);
    expect(shown.child?.name).toBe('somebody whose name cannot be read');
    expect(shown.doNow.join(' ')).toContain('999');
    problemOf(await sendDone(dsl, bad, 'decide', { version: 1 }), 500, 'caseUnreadable');
    const alarms: string[] = [];
    const input = { tenantId: town.trust.id, caseId: bad };
    const { wakeAt, now, deliveries } = await wake(database.worker, input, (what) => alarms.push(what));
    expect(alarms).toEqual(['sealed']);
    expect((wakeAt ?? 0) - now).toBeGreaterThan(HOUR_MS / 2);
    for (const deliveryId of deliveries) await deliverNotice(database.worker, { ...input, deliveryId });
    const lead = await signIn(server, town.lead);
    const { items } = noticePage.parse((await lead.get('/api/notices?limit=100').expect(200)).body);
    expect(items.some(({ because, caseId }) => because === 'caseUnreadable' && caseId === bad)).toBe(true);
  });
});

describe('what a person wrote', () => {
  it('is said to be unreadable where it was damaged, and the rest of its case stays', async () => {
    const { town, server } = the;
    const caseId = await anOpenCase(town, town.teacher);
    const damage = `update app.case_event set sealed = '\\x00' where tenant_id = $1 and case_id = $2 and type = 'opened'`;
    await asOwner(the, damage, caseId);
    const view = await viewOf(await signIn(server, town.dsl), caseId);
    expect(view.account).toBe('What was written here cannot be read: it was changed or damaged.');
    expect(view.child?.name).toBe('Robin Testcase');
  });
});

describe('a person whose particulars were damaged', () => {
  it('takes no list from anybody, and is somebody there', async () => {
    const { town, server } = the;
    const caseId = await aLateCase();
    const damage = `update app.person set sealed = '\\x00' where tenant_id = $1 and id = $2`;
    await asOwner(the, damage, town.dsl.id);
    expect(await everyList()).toEqual([]);
    const lead = await signIn(server, town.lead);
    expect((await viewOf(lead, caseId)).tasks.some(({ owner }) => owner?.name === 'somebody')).toBe(true);
    const me = (await (await signIn(server, town.dsl)).get('/api/me').expect(200)).body as { name: string };
    expect(me.name).toBe('somebody');
  });
});

const aReport = (schoolId: string) => ({
  eventId: randomUUID(),
  schoolId,
  childName: 'Robin Testcase',
  yearGroup: 'Year 4',
  account: 'Said there was nothing to eat at home since Friday.',
  awareAt: new Date(Date.now() - 60_000).toISOString(),
  facts: { source: 'told-by-child', 'in-danger-now': 'no' },
});

describe('what is sent again, of which the copy was damaged', () => {
  it('is answered with the reference and that it was recorded, and nothing is recorded twice', async () => {
    const { town, server } = the;
    const teacher = await signIn(server, town.teacher);
    const report = aReport(town.school.id);
    const send = async () =>
      receipt.strict().parse((await teacher.post('/api/concerns', report).expect(201)).body);
    const first = await send();
    expect(first.lost).toBe(false);
    const damage = (set: string) =>
      asOwner(
        the,
        `update app.case_file set receipt = ${set} where tenant_id = $1 and opening_event = $2`,
        report.eventId,
      );
    for (const set of [`'\\x00'`, 'null', `set_byte(receipt, 20, 255 - get_byte(receipt, 20))`]) {
      await damage(set);
      const again = await send();
      const { reference, receivedAt, drill, numbers } = first;
      const rest = { unread: false, caseId: null, handledBy: null, next: [], lost: true };
      expect(again).toEqual({ reference, receivedAt, drill, numbers, ...rest });
    }
    const cases = await asOwner(
      the,
      'select from app.case_file where tenant_id = $1 and opening_event = $2',
      report.eventId,
    );
    expect(cases).toHaveLength(1);
    problemOf(await teacher.post('/api/concerns', { ...report, account: 'Another.' }), 409, 'stale');
  });

  it('is not recorded twice where an act’s words are damaged: whoever sends it hears that it stands', async () => {
    const { town, server } = the;
    const caseId = await anOpenCase(town, town.teacher);
    const dsl = await signIn(server, town.dsl);
    const given = { eventId: randomUUID(), version: await versionOf(dsl, caseId, 'decide') };
    expect((await sendDone(dsl, caseId, 'decide', given)).status).toBe(200);
    const damage = `update app.case_event set sealed = '\\x00' where tenant_id = $1 and event_id = $2`;
    await asOwner(the, damage, given.eventId);
    const { detail } = problemOf(await sendDone(dsl, caseId, 'decide', given), 409, 'stale');
    expect(detail).toMatch(/^This was recorded before, and stays so/);
    const taken = await asOwner(
      the,
      'select from app.case_event where tenant_id = $1 and event_id = $2',
      given.eventId,
    );
    expect(taken).toHaveLength(1);
    expect((await viewOf(dsl, caseId)).tasks.map(({ step }) => step)).toContain('verbal-referral');
  });
});
