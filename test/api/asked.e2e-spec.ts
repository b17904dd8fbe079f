import { randomUUID } from 'node:crypto';
import { noticePage } from '@trustward/contracts';
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
