import { randomUUID } from 'node:crypto';
import { noticePage, questionPage } from '@trustward/contracts';
import { describe, expect, it } from 'vitest';
import { everybody, on, taskOf } from './acting.ts';
import { problemOf } from './api-server.ts';
import { aDragonCase } from './procedure.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';
import { HOUR, anOpenCase, doStep, forward, viewOf, wakeUp } from './story.ts';

const the = aSetting();

const flown = { reason: 'flown', why: 'The keeper rang.' };
const papers = { evidence: { words: 'Let it go.' } };
const notices = async (who: SignedIn, caseId: string) =>
  noticePage
    .strict()
    .parse((await who.get('/api/notices?limit=100').expect(200)).body)
    .items.filter((notice) => notice.caseId === caseId);
const asking = async (who: SignedIn, caseId: string) =>
  (await notices(who, caseId)).find(({ because }) => because === 'agreementAsked');

describe('whoever is asked to judge', () => {
  it('may open the case while the question waits, answer it, and not open it any more after', async () => {
    const { dsl } = await everybody(the);
    const ceo = await signIn(the.server, the.town.ceo);
    const caseId = await aDragonCase(the.town);
    problemOf(await ceo.get(`/api/cases/${caseId}`), 404, 'notFound');
    expect((await on(dsl, caseId, 'tell', 'waive', flown)).status).toBe(200);
    await wakeUp(the.town, caseId);
    expect(await asking(ceo, caseId)).toMatchObject({ mayOpen: true, over: false });
    expect((await taskOf(ceo, caseId, 'tell')).asked?.mayAnswer).toBe(true);
    expect((await viewOf(dsl, caseId)).whoCanSee.map(({ name }) => name)).toContain('Cleo Chief');
    expect((await on(ceo, caseId, 'tell', 'agree', { to: 'waiver' })).status).toBe(200);
    problemOf(await ceo.get(`/api/cases/${caseId}`), 404, 'notFound');
    expect(await asking(ceo, caseId)).toMatchObject({ mayOpen: false, over: true });
    expect((await viewOf(dsl, caseId)).whoCanSee.map(({ name }) => name)).not.toContain('Cleo Chief');
  });

  it('is answered the same when they send their answer again, though they may not open the case any more', async () => {
    const { dsl } = await everybody(the);
    const ceo = await signIn(the.server, the.town.ceo);
    const caseId = await aDragonCase(the.town);
    expect((await on(dsl, caseId, 'tell', 'waive', flown)).status).toBe(200);
    const { version } = await taskOf(ceo, caseId, 'tell');
    const answer = { eventId: randomUUID(), version, to: 'waiver' };
    const send = (by: SignedIn, body: object) => by.post(`/api/cases/${caseId}/duties/tell/agree`, body);
    const first = (await send(ceo, answer).expect(200)).body as object;
    expect((await send(ceo, answer).expect(200)).body).toEqual({ ...first, repeated: true });
    problemOf(await send(ceo, { ...answer, eventId: randomUUID() }), 404, 'notFound');
    const stranger = await signIn(the.server, the.town.otherHead);
    problemOf(await send(stranger, answer), 404, 'notFound');
  });

  it('may neither open nor answer it when they are kept out of the case', async () => {
    const { dsl } = await everybody(the);
    const ceo = await signIn(the.server, the.town.ceo);
    const caseId = await aDragonCase(the.town);
    const { version } = await taskOf(dsl, caseId, 'tell');
    await on(dsl, caseId, 'tell', 'waive', flown);
    const { id: tenantId } = the.town.trust;
    await the.database.owner.run({ tenantId, actor: 'test' }, (tx) =>
      tx.query(
        `insert into app.exclusion (tenant_id, case_id, person_id, cause) values ($1, $2, $3, 'subject')`,
        [tenantId, caseId, the.town.ceo.id],
      ),
    );
    problemOf(await ceo.get(`/api/cases/${caseId}`), 404, 'notFound');
    const answer = { eventId: randomUUID(), version: version + 1, to: 'waiver' };
    problemOf(await ceo.post(`/api/cases/${caseId}/duties/tell/agree`, answer), 404, 'notFound');
    expect((await viewOf(dsl, caseId)).whoCanSee.map(({ name }) => name)).not.toContain('Cleo Chief');
  });
});

describe('the questions that wait for me', () => {
  const questions = async (who: SignedIn, query = '') =>
    questionPage.strict().parse((await who.get(`/api/duties/asked${query}`).expect(200)).body);

  it('lists what somebody asks, who and of which case, to those who may answer and to nobody else', async () => {
    const { dsl, deputy, head } = await everybody(the);
    const caseId = await aDragonCase(the.town);
    const to = the.town.deputy.id;
    await on(dsl, caseId, 'tell', 'waive', flown);
    await on(dsl, caseId, 'look', 'hand-over', { to, reason: 'Away.' });
    const of = async (who: SignedIn) =>
      (await questions(who, '?limit=100')).items.filter((each) => each.caseId === caseId);
    expect(await of(head)).toMatchObject([
      {
        step: 'tell',
        by: 'Dana Lead',
        asks: 'to agree that “Tell its mother” need not be done',
        child: 'R.T., Year 4',
        school: 'Elm Primary School',
      },
    ]);
    expect((await of(deputy)).map(({ asks }) => asks)).toEqual(['to take over “Look for it”']);
    for (const who of [dsl, await signIn(the.server, the.town.otherHead)]) expect(await of(who)).toEqual([]);
    expect((await on(head, caseId, 'tell', 'agree', { to: 'waiver' })).status).toBe(200);
    expect(await of(head)).toEqual([]);
    problemOf(await (await signIn(the.server, the.town.teacher)).get('/api/duties/asked'), 403, 'notAllowed');
  });

  it('gives each once over small pages, the longest waiting first, and those of drills apart', async () => {
    const { dsl, head } = await everybody(the);
    for (let n = 0; n < 3; n++) await on(dsl, await aDragonCase(the.town), 'tell', 'waive', flown);
    const drill = await aDragonCase(the.town, { drill: true });
    await on(dsl, drill, 'tell', 'waive', flown);
    const whole = (await questions(head, '?limit=100')).items;
    expect(whole.map(({ at }) => at)).toEqual(whole.map(({ at }) => at).sort());
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const some = await questions(head, `?limit=2${next === '' ? '' : `&cursor=${next}`}`);
      seen.push(...some.items.map(({ caseId }) => caseId));
      next = some.next;
    }
    expect(seen).toEqual(whole.map(({ caseId }) => caseId));
    expect(seen).not.toContain(drill);
    expect((await questions(head, '/drills')).items.map(({ caseId }) => caseId)).toContain(drill);
  });
});

describe('a notice that something is asked', () => {
  it('says what: that it need not be done, that it is taken over, that it is done; and when it waits no more', async () => {
    const { dsl, deputy, head } = await everybody(the);
    const caseId = await aDragonCase(the.town);
    const to = the.town.deputy.id;
    await on(dsl, caseId, 'tell', 'waive', flown);
    await on(dsl, caseId, 'look', 'hand-over', { to, reason: 'Away.' });
    await on(dsl, caseId, 'papers', 'done', papers);
    await wakeUp(the.town, caseId);
    const said = async (who: SignedIn) =>
      (await notices(who, caseId)).flatMap(({ because, sentence }) =>
        because === 'agreementAsked' ? [sentence] : [],
      );
    expect((await said(head)).sort()).toEqual([
      'Somebody asks you to agree that “Tell its mother” need not be done.',
      'Somebody asks you to agree to “Send the papers” being done.',
    ]);
    expect(await said(deputy)).toEqual(['Somebody asks you to take over “Look for it”.']);
    await on(deputy, caseId, 'look', 'decline', { to: 'handOver', reason: 'I am away too.' });
    expect(await said(deputy)).toEqual([
      'Somebody asked you to take over “Look for it”. That does not wait for you any more.',
    ]);
  });
});

describe('a notice that something is late', () => {
  it('leads nobody to a case that they may not open, and says that it is done once it is', async () => {
    const { dsl, lead } = await everybody(the);
    const caseId = await anOpenCase(the.town, the.town.teacher, { drill: true });
    await forward(the.town, dsl, caseId, 29 * HOUR);
    const late = async (who: SignedIn, as: 'breach' | 'stillLate') =>
      (await notices(who, caseId)).filter(({ because }) => because === as);
    expect(await late(lead, 'breach')).toMatchObject([
      { sentence: '“Decide what to do” is late.', mayOpen: true, over: false },
    ]);
    expect(await late(await signIn(the.server, the.town.ceo), 'stillLate')).toMatchObject([
      { sentence: '“Decide what to do” is still late.', mayOpen: false, over: false },
    ]);
    expect((await doStep(dsl, caseId, 'decide')).status).toBe(200);
    expect(await late(lead, 'breach')).toMatchObject([
      { sentence: '“Decide what to do” was late; it is done now.', over: true },
    ]);
  });
});
