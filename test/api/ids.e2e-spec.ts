import { randomUUID } from 'node:crypto';
import { auditOfCase, isIntact } from '@trustward/casework';
import { receipt } from '@trustward/contracts';
import { describe, expect, it } from 'vitest';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import { EVIDENCE, anOpenCase, sendDone, versionOf, viewOf } from './story.ts';

const the = aSetting();
const capital = () => randomUUID().toUpperCase();

const aReport = (more: object = {}) => ({
  eventId: capital(),
  schoolId: the.town.school.id.toUpperCase(),
  childName: 'Robin Testcase',
  yearGroup: 'Year 4',
  account: 'Said there was nothing to eat at home since Friday.',
  awareAt: new Date(Date.now() - 60_000).toISOString(),
  facts: { source: 'saw', 'in-danger-now': 'no' },
  ...more,
});

describe('an id in capital letters', () => {
  it('of a report opens a case that can be read', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const answer = await dsl.post('/api/concerns', aReport()).expect(201);
    const caseId = receipt.parse(answer.body).caseId ?? '';
    expect((await viewOf(dsl, caseId)).account).toContain('nothing to eat');
  });

  it('of an act records what was done, and it can be read, also by the id of the case in capitals', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    const sent = { eventId: capital(), version: await versionOf(dsl, caseId, 'decide') };
    await sendDone(dsl, caseId.toUpperCase(), 'decide', sent).expect(200);
    const task = (await viewOf(dsl, caseId)).tasks.find(({ step }) => step === 'decide');
    expect(task?.recorded.map(({ value }) => value)).toContain(EVIDENCE.decide.evidence.reason);
  });

  it('leaves an audit row that is intact', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    expect((await viewOf(dsl, caseId.toUpperCase())).id).toBe(caseId);
    await dsl.get(`/api/cases/${caseId.toUpperCase()}/timeline`).expect(200);
    await the.database.owner.run({ tenantId: the.town.trust.id, actor: 'test' }, async (tx) => {
      const rows = await auditOfCase(tx, caseId);
      expect(rows.map(({ verb }) => verb)).toEqual(['case.open', 'case.read', 'case.readTimeline']);
      expect(rows.filter((row) => !isIntact(tx, row))).toEqual([]);
    });
  });
});
