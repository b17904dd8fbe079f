import { randomUUID } from 'node:crypto';
import { caseShares, noticePage, sharedCase, sharedList } from '@trustward/contracts';
import type { SharedPart } from '@trustward/contracts';
import { aPerson } from '@trustward/testing';
import type { Somebody } from '@trustward/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { problemOf } from './api-server.ts';
import { openStream } from './event-stream.ts';
import { PASSWORD_HASH } from './password.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';
import { anOpenCase, doStep, viewOf } from './story.ts';

const the = aSetting();

/** A word of its own in every place where people write, and the name of whoever reported. */
const WORDS = {
  child: 'Quillfeather',
  account: 'Brindlewort',
  reason: 'Tanglemere',
  others: 'Oxenwhistle',
  shareReason: 'Mossgarter',
} as const;

let dsl: SignedIn;
let senco: Somebody;
let colleague: SignedIn;

const anybody = (name: string) => aPerson(the.town.trust).named(name).withPasswordHash(PASSWORD_HASH);

beforeAll(async () => {
  dsl = await signIn(the.server, the.town.dsl);
  senco = await anybody('Sal Senco').as('senco').at(the.town.school).create();
  colleague = await signIn(the.server, senco);
});

/** A case with a word in every field, one duty done and the next owed. */
async function aWordyCase(more: object = {}): Promise<string> {
  const caseId = await anOpenCase(the.town, the.town.teacher, {
    header: { childName: `Robin ${WORDS.child}`, initials: 'RQ', yearGroup: 'Year 4' },
    words: { account: `Said ${WORDS.account}.` },
    ...more,
  });
  const evidence = { reason: `Because ${WORDS.reason}.`, others: `Also ${WORDS.others}.` };
  expect((await doStep(dsl, caseId, 'decide', { outcome: 'refer', evidence })).status).toBe(200);
  return caseId;
}

const give = (by: SignedIn, caseId: string, to: string, part: SharedPart = 'headline', more: object = {}) =>
  by.post(`/api/cases/${caseId}/shares`, {
    eventId: randomUUID(),
    to,
    part,
    reason: `She teaches him: ${WORDS.shareReason}`,
    ...more,
  });
const openIt = (who: SignedIn, caseId: string) => who.get(`/api/shared/${caseId}`);
const listed = async (who: SignedIn) =>
  sharedList.strict().parse((await who.get('/api/shared').expect(200)).body);
const byOwner = (sql: string, values: readonly unknown[]) =>
  the.database.owner.run({ tenantId: the.town.trust.id, actor: 'test' }, (tx) => tx.query(sql, values));
const exclude = (caseId: string, person: Somebody) =>
  byOwner(
    `insert into app.exclusion (tenant_id, case_id, person_id, cause) values ($1, $2, $3, 'decision')`,
    [the.town.trust.id, caseId, person.id],
  );

describe('a case that a colleague needs to know of', () => {
  it.each([
    ['headline', [WORDS.child]],
    ['plan', [WORDS.child]],
    ['everything', [WORDS.child, WORDS.account, WORDS.reason, WORDS.others]],
  ] as const)('is shown as far as “%s” goes, and no byte further', async (part, seen) => {
    const caseId = await aWordyCase();
    await give(dsl, caseId, senco.id, part).expect(204);
    const { text, body } = await openIt(colleague, caseId).expect(200);
    expect(Object.values(WORDS).filter((word) => text.includes(word))).toEqual(seen);
    // Who reported it is nobody's by name alone.
    expect(text).not.toContain('Tessa');
    const view = sharedCase.strict().parse(body);
    expect(view).toMatchObject({ part, givenBy: 'Dana Lead', lead: { name: 'Dana Lead' } });
    expect([view.plan !== null, view.record !== null]).toEqual([part !== 'headline', part === 'everything']);
    expect(view.plan?.tasks.map(({ step }) => step) ?? []).toEqual(
      part === 'headline' ? [] : expect.arrayContaining(['verbal-referral']),
    );
    expect(text.includes('Refer to children')).toBe(part === 'everything');
  });

  it('stands in their list by initials, ends in thirty days, and opens nothing else of it', async () => {
    const caseId = await aWordyCase();
    await give(dsl, caseId, senco.id, 'everything').expect(204);
    const shown = await listed(colleague);
    const item = shown.items.find((each) => each.caseId === caseId);
    expect(item).toMatchObject({ child: 'R.Q., Year 4', part: 'everything' });
    const days = (Date.parse(item?.until ?? '') - Date.parse(item?.givenAt ?? '')) / 86_400_000;
    expect(Math.round(days)).toBe(30);
    for (const path of ['', '/timeline', '/shares']) {
      const { status } = await colleague.get(`/api/cases/${caseId}${path}`);
      expect([403, 404]).toContain(status);
    }
    problemOf(
      await colleague.post(`/api/cases/${caseId}/stand-down`, { eventId: randomUUID(), reason: 'No.' }),
      404,
      'notFound',
    );
  });

  it('is told to them in a notice that names nobody, and ticked off there', async () => {
    const caseId = await aWordyCase();
    await give(dsl, caseId, senco.id).expect(204);
    const { text, body } = await colleague.get('/api/notices').expect(200);
    expect(Object.values(WORDS).filter((word) => text.includes(word))).toEqual([]);
    const told = noticePage.strict().parse(body);
    const mine = told.items.find((each) => each.caseId === caseId);
    expect(mine).toMatchObject({ because: 'caseShown', seenAt: null, mayOpen: true });
    await colleague.post('/api/notices/seen', { ids: [mine?.id] }).expect(204);
    const after = noticePage.parse((await colleague.get('/api/notices').expect(200)).body);
    expect(after.unseen).toBe(told.unseen - 1);
  });

  it('says on its page who can see what until when, and to nobody who may not give it that they might', async () => {
    const caseId = await aWordyCase();
    await give(dsl, caseId, senco.id, 'plan', { days: 7 }).expect(204);
    const view = await viewOf(dsl, caseId);
    expect(view).toMatchObject({
      mayShare: true,
      shares: [{ person: { name: 'Sal Senco' }, part: 'plan', givenBy: 'Dana Lead' }],
    });
    const { people } = caseShares.strict().parse((await dsl.get(`/api/cases/${caseId}/shares`)).body);
    expect(people.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['Cleo Chief', 'Sal Senco', 'Tessa Teacher']),
    );
    // Whoever reads it anyway, whoever sees no case by any way, and whoever works elsewhere.
    for (const name of ['Dana Lead', 'Hal Head', 'Gwen Governor', 'Ada Admin', 'Otto Otherdsl']) {
      expect(people.map((each) => each.name)).not.toContain(name);
    }
  });

  it('law 7: leaves a trace of being given, of each look, and of its end', async () => {
    const caseId = await aWordyCase();
    await give(dsl, caseId, senco.id).expect(204);
    await openIt(colleague, caseId).expect(200);
    await openIt(colleague, caseId).expect(200);
    const [share] = (await viewOf(dsl, caseId)).shares;
    await dsl.post(`/api/cases/${caseId}/shares/${share?.id}/end`, { eventId: randomUUID() }).expect(204);
    await dsl.post(`/api/cases/${caseId}/shares/${share?.id}/end`, { eventId: randomUUID() }).expect(204);
    const rows = await byOwner(
      `select verb, person_id as by from app.audit where case_id = $1 and verb like '%hare%' order by at, id`,
      [caseId],
    );
    expect(rows).toEqual([
      { verb: 'case.share', by: the.town.dsl.id },
      { verb: 'case.readShared', by: senco.id },
      { verb: 'case.readShared', by: senco.id },
      { verb: 'case.endShare', by: the.town.dsl.id },
    ]);
  });

  it('is given once, however often it is sent, and anew instead of twice', async () => {
    const caseId = await aWordyCase();
    const eventId = randomUUID();
    await give(dsl, caseId, senco.id, 'plan', { eventId }).expect(204);
    await give(dsl, caseId, senco.id, 'plan', { eventId }).expect(204);
    await give(dsl, caseId, senco.id, 'headline').expect(204);
    expect((await viewOf(dsl, caseId)).shares.map(({ part }) => part)).toEqual(['headline']);
  });
});

describe('what was shown is shown no more', () => {
  const gone = async (caseId: string, who = colleague) => {
    problemOf(await openIt(who, caseId), 404, 'notFound');
    expect((await listed(who)).items.map((each) => each.caseId)).not.toContain(caseId);
  };
  const shown = async () => {
    const caseId = await aWordyCase();
    await give(dsl, caseId, senco.id, 'everything').expect(204);
    await openIt(colleague, caseId).expect(200);
    return caseId;
  };

  it('once somebody ends it, whom an open page hears of within a second', async () => {
    const caseId = await shown();
    const stream = await openStream(the.server, colleague.cookie);
    const [share] = (await viewOf(dsl, caseId)).shares;
    const at = Date.now();
    await (
      await signIn(the.server, the.town.head)
    )
      .post(`/api/cases/${caseId}/shares/${share?.id}/end`, { eventId: randomUUID() })
      .expect(204);
    await stream.until((seen) => seen.some(({ kind }) => kind === 'notice'));
    expect(Date.now() - at).toBeLessThan(30_000);
    stream.close();
    await gone(caseId);
  });

  it('once its time is over', async () => {
    const caseId = await shown();
    await byOwner(
      `update app.case_share set given_at = now() - interval '2 days', until_at = now() - interval '1 minute' where case_id = $1`,
      [caseId],
    );
    await gone(caseId);
  });

  it('law 1: once they are excluded from the case, or stand behind somebody who is', async () => {
    const caseId = await shown();
    await exclude(caseId, senco);
    await gone(caseId);
  });

  it('once whoever gave it may show it no more', async () => {
    const giver = await anybody('Gia Giver').as('deputyDsl').at(the.town.school).create();
    const caseId = await aWordyCase();
    await give(await signIn(the.server, giver), caseId, senco.id).expect(204);
    await openIt(colleague, caseId).expect(200);
    // Another post that they had before they gave up the one keeps it.
    const another = `insert into app.post (tenant_id, id, person_id, role, school_id, since)
      select tenant_id, gen_random_uuid(), person_id, 'dsl', school_id, clock_timestamp() from app.post
      where person_id = $1 limit 1`;
    await byOwner(another, [giver.id]);
    await byOwner(`update app.post set until = now() where person_id = $1 and role = 'deputyDsl'`, [
      giver.id,
    ]);
    await openIt(colleague, caseId).expect(200);
    await byOwner('update app.post set until = now() where person_id = $1 and until is null', [giver.id]);
    await gone(caseId);
    // Nor does it come back with them.
    await byOwner(another, [giver.id]);
    await gone(caseId);
  });

  it('once they have left, and no later post brings it back', async () => {
    const leaver = await anybody('Lou Leaver').as('staff').at(the.town.school).create();
    const who = await signIn(the.server, leaver);
    const caseId = await aWordyCase();
    await give(dsl, caseId, leaver.id).expect(204);
    await openIt(who, caseId).expect(200);
    await byOwner('update app.post set since = clock_timestamp() where person_id = $1', [leaver.id]);
    await gone(caseId, who);
    await byOwner('update app.post set until = now() where person_id = $1', [leaver.id]);
    problemOf(await openIt(who, caseId), 401, 'notSignedIn');
  });
});

describe('nobody is shown a case', () => {
  const refusalOf = async (by: SignedIn, caseId: string, to: string, part: SharedPart = 'headline') =>
    problemOf(await give(by, caseId, to, part), 422, 'refused').detail;

  it('from which they are kept, or whom the trust keeps from all, and each refusal is the same', async () => {
    const caseId = await aWordyCase();
    const kept = await anybody('Kay Kept').as('senco').at(the.town.school).create();
    await exclude(caseId, kept);
    const said = await refusalOf(dsl, caseId, kept.id);
    for (const to of [
      the.town.governor,
      the.town.administrator,
      the.town.head,
      the.town.otherDsl,
      the.town.dsl,
    ]) {
      expect(await refusalOf(dsl, caseId, to.id)).toBe(said);
    }
    expect(await refusalOf(dsl, caseId, randomUUID())).toBe(said);
    const { people } = caseShares.parse((await dsl.get(`/api/cases/${caseId}/shares`)).body);
    expect(people.map(({ name }) => name)).not.toContain('Kay Kept');
  });

  it('by whoever reads it only because they owe something in it, or not at all', async () => {
    const caseId = await aWordyCase();
    await byOwner(`update app.duty set owner_person = $2 where case_id = $1 and ended_at is null`, [
      caseId,
      senco.id,
    ]);
    await colleague.get(`/api/cases/${caseId}`).expect(200);
    problemOf(await give(colleague, caseId, the.town.teacher.id), 403, 'notAllowed');
    const other = await signIn(the.server, the.town.otherDsl);
    problemOf(await give(other, caseId, the.town.teacher.id), 404, 'notFound');
  });

  it('without an end, or for longer than a school year', async () => {
    const caseId = await aWordyCase();
    for (const days of [0, 366, null, 1.5]) {
      problemOf(await give(dsl, caseId, senco.id, 'plan', { days }), 400, 'badRequest');
    }
    await give(dsl, caseId, senco.id, 'plan', { days: 365 }).expect(204);
  });
});

describe('lay people', () => {
  it('002.01 read a case that they owe something in, and never who reported it', async () => {
    const caseId = await aWordyCase();
    const chair = await anybody('Cha Chair').as('localChair').at(the.town.school).create();
    await byOwner(
      `update app.duty set owner_person = $2, owner_role = 'localChair' where case_id = $1 and ended_at is null`,
      [caseId, chair.id],
    );
    const who = await signIn(the.server, chair);
    for (const path of ['', '/timeline']) {
      const { text } = await who.get(`/api/cases/${caseId}${path}`).expect(200);
      expect(text).not.toContain('Tessa');
      expect(text).toContain('a colleague');
      expect((await dsl.get(`/api/cases/${caseId}${path}`).expect(200)).text).toContain('Tessa');
    }
    expect((await viewOf(who, caseId)).account).toContain(WORDS.account);
  });
});
