import { randomUUID } from 'node:crypto';
import { ENGLAND, dayNumber, turnAt } from '@trustward/chain';
import { openRoutine, routineOpening, routinePage } from '@trustward/casework';
import { dutyPage, timelinePage } from '@trustward/contracts';
import { aCase, aSchool } from '@trustward/testing';
import type { Somebody } from '@trustward/testing';
import { describe, expect, it } from 'vitest';
import { problemOf } from './api-server.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';
import { sendDone, viewOf, wakeUp } from './story.ts';

const the = aSetting();
const CHECK = 'check-of-contacts';
/** Whatever day it is: a term has begun on some days only. */
const everyMonth = (year = 2026): Parameters<typeof openRoutine>[2] => ({
  chainId: CHECK,
  round: { months: 1, from: dayNumber({ year, month: 1, day: 1 }) },
});

const openAt = (schoolId: string, routine = everyMonth()) =>
  openRoutine(the.database.worker, { tenantId: the.town.trust.id, schoolId }, routine);
const countOf = async (schoolId: string) => {
  const sql = `select count(*)::int as n from app.case_file where tenant_id = $1 and school_id = $2 and chain_id = $3`;
  const [row] = await the.database.worker.run({ tenantId: the.town.trust.id, actor: 'test' }, (tx) =>
    tx.query<{ n: number }>(sql, [tx.tenantId, schoolId, CHECK]),
  );
  return row?.n;
};
const checksOf = async (who: SignedIn) =>
  dutyPage
    .strict()
    .parse((await who.get('/api/duties?limit=100').expect(200)).body)
    .items.filter(({ title }) => title === 'Check the numbers we ring');

describe('what comes with the calendar', () => {
  it('001.07 opens once for a school and its turn, though many ask at once and again', async () => {
    const { id } = await aSchool(the.town.trust);
    const asked = await Promise.all([openAt(id), openAt(id), openAt(id)]);
    expect(asked.sort()).toEqual(['opened', 'there', 'there']);
    expect([await openAt(id), await countOf(id)]).toEqual(['there', 1]);
  });

  it('is not opened before its first turn, nor where the trust has not published it', async () => {
    const { id } = await aSchool(the.town.trust);
    expect(await openAt(id, everyMonth(2999))).toBe('notNow');
    expect(await openAt(id, { ...everyMonth(), chainId: 'a-review-of-their-own' })).toBe('notHere');
    expect(await countOf(id)).toBe(0);
  });

  it('001.07 is the safeguarding lead’s duty of the whole school, which nobody reported and no other school reads', async () => {
    const { dsl, head, otherDsl, teacher, lead } = the.town;
    await openAt(the.town.school.id);
    const [mine] = await checksOf(await signIn(the.server, dsl));
    expect(mine).toMatchObject({ mine: true, child: 'Whole school', school: the.town.school.name });
    const caseId = mine?.caseId ?? '';
    await wakeUp(the.town, caseId);
    for (const who of [dsl, head, lead]) {
      expect(await viewOf(await signIn(the.server, who), caseId)).toMatchObject({
        child: null,
        reportedBy: null,
        account: '',
        drill: false,
      });
    }
    const at = async (who: Somebody) => (await signIn(the.server, who)).get(`/api/cases/${caseId}`);
    problemOf(await at(otherDsl), 404, 'notFound');
    problemOf(await at(teacher), 403, 'notAllowed');
    const { body } = await (await signIn(the.server, dsl)).get(`/api/cases/${caseId}/timeline`).expect(200);
    expect(timelinePage.parse(body).items.at(-1)).toMatchObject({
      kind: 'system',
      title: 'Came with the calendar',
      by: null,
    });
  });

  it('001.07 is over when each number was checked, and what was wrong is put right first', async () => {
    const { id } = the.town.other;
    await openAt(id);
    const who = await signIn(the.server, the.town.otherDsl);
    const [mine] = await checksOf(who);
    const { caseId = '', version } = mine ?? {};
    const ticks = { socialCare: true, outOfHours: true, designatedOfficer: true, police: true };
    const wrong = { ...ticks, wrong: 'The police number is out of use.' };
    problemOf(
      await sendDone(who, caseId, 'check', { version, outcome: 'right', evidence: {} }),
      422,
      'refused',
    );
    await sendDone(who, caseId, 'check', { version, outcome: 'wrong', evidence: wrong }).expect(200);
    const left = await viewOf(who, caseId);
    expect(left.endedAt).toBeNull();
    const put = left.tasks.find(({ step }) => step === 'put-right');
    const done = { version: put?.version, evidence: { changed: 'On the poster and in the handbook.' } };
    await sendDone(who, caseId, 'put-right', done).expect(200);
    expect((await viewOf(who, caseId)).endedAt).not.toBeNull();
  });

  it('opens at every other school, page after page, though one school’s calendar was damaged', async () => {
    const [good, bad] = [await aSchool(the.town.trust), await aSchool(the.town.trust)];
    await the.database.owner.run({ tenantId: the.town.trust.id, actor: 'test' }, (tx) => damage(tx, bad.id));
    const doors = { door: the.database.worker, platform: the.database.workerPlatform };
    const failed: string[] = [];
    let after: Parameters<typeof routinePage>[1] = null;
    do {
      const page = await routinePage(doors, after, [everyMonth()]);
      failed.push(...page.failures.map(({ schoolId }) => schoolId));
      after = page.next;
    } while (after !== null);
    expect(failed).toEqual([bad.id]);
    expect([await countOf(good.id), await countOf(bad.id)]).toEqual([1, 0]);
  });

  it('is not kept from coming by a report under its id: none can be sent, and one that stands there is a failure', async () => {
    const { trust, teacher, school } = the.town;
    const { id } = await aSchool(trust);
    const [routine, now] = [everyMonth(), Date.now()];
    const turn = turnAt(routine.round, ENGLAND, now) ?? expect.fail('no turn has come');
    const { eventId } = routineOpening(id, routine, turn, now);
    const report = {
      eventId,
      schoolId: school.id,
      childName: 'Robin Testcase',
      yearGroup: 'Year 4',
      account: 'As it was.',
      awareAt: new Date(now - 60_000).toISOString(),
      facts: { source: 'saw', 'in-danger-now': 'no' },
      drill: true,
    };
    const reporter = await signIn(the.server, teacher);
    const refused = problemOf(await reporter.post('/api/concerns', report), 400, 'badRequest');
    expect(refused.detail).toBe('“eventId” may not be a UUID of version 8, which only Trustward makes.');
    await reporter.post('/api/concerns', { ...report, eventId: randomUUID() }).expect(201);
    await aCase(trust, teacher, school, { eventId, drill: true });
    await expect(openAt(id)).rejects.toThrow('another case');
    expect(await countOf(id)).toBe(0);
  });
});

/** As somebody with the database in hand might leave it: a calendar that is not what its hash says. */
async function damage(tx: Parameters<Parameters<typeof the.database.owner.run>[1]>[0], schoolId: string) {
  const change = `insert into app.change (tenant_id, id, kind, school_id, made_by, value, was)
    values ($1, gen_random_uuid(), 'calendar', $2, $3, '{}', 'null') returning id`;
  const [made] = await tx.query<{ id: string }>(change, [tx.tenantId, schoolId, the.town.head.id]);
  const calendar = `insert into app.school_calendar (tenant_id, school_id, number, change_id, hash, snapshot)
    values ($1, $2, 1, $3, 'damaged', '{}')`;
  await tx.query(calendar, [tx.tenantId, schoolId, made?.id]);
}
