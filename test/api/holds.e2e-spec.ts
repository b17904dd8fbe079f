import { randomUUID } from 'node:crypto';
import { noticePage, questionPage } from '@trustward/contracts';
import { describe, expect, it } from 'vitest';
import { everybody, on, taskOf, timeline } from './acting.ts';
import { problemOf } from './api-server.ts';
import { aDragonCase } from './procedure.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';
import { viewOf, wakeUp } from './story.ts';

const the = aSetting();

const release = async (who: SignedIn, caseId: string, how: string, reason = 'The keeper is here.') =>
  who.post(`/api/cases/${caseId}/holds/quiet/${how}-release`, {
    ...{ eventId: randomUUID(), reason },
    ...(how === 'grant' && { owed: (await viewOf(who, caseId)).acts.owed }),
  });
const asked = async (who: SignedIn, caseId: string) =>
  questionPage
    .strict()
    .parse((await who.get('/api/duties/asked?limit=100').expect(200)).body)
    .items.filter((each) => each.caseId === caseId);
const told = async (who: SignedIn, caseId: string) =>
  noticePage
    .parse((await who.get('/api/notices?limit=100').expect(200)).body)
    .items.filter((each) => each.caseId === caseId);
const holdOf = async (who: SignedIn, caseId: string) => (await viewOf(who, caseId)).holds[0];

describe('a hold', () => {
  it('says what it forbids and what stays allowed, and keeps the step from everybody', async () => {
    const { dsl } = await everybody(the);
    const caseId = await aDragonCase(the.town);
    expect((await viewOf(dsl, caseId)).holds).toMatchObject([
      {
        title: 'Nobody asks the child',
        forbids: ['interviewing anyone'],
        allows: ['making the child safe'],
        agreedBy: 'The police',
        askRelease: { answerers: 'the trust safeguarding lead or the chief executive' },
        release: null,
      },
    ]);
    expect((await taskOf(dsl, caseId, 'ask-child')).inTheWay).toMatchObject({ what: 'hold' });
    const refused = problemOf(await on(dsl, caseId, 'ask-child', 'done', { evidence: {} }), 422, 'refused');
    expect(refused).toMatchObject({ rule: 'held', detail: expect.stringContaining('must wait') as unknown });
  });

  it('3.16 ends early only when another agrees, who may open the case to judge and has it among their duties', async () => {
    const { dsl, deputy, lead } = await everybody(the);
    const ceo = await signIn(the.server, the.town.ceo);
    const caseId = await aDragonCase(the.town);
    expect(problemOf(await release(lead, caseId, 'grant'), 422, 'refused').rule).toBe('nothingAsked');
    expect(problemOf(await release(deputy, caseId, 'ask'), 422, 'refused').rule).toBe('notYours');
    problemOf(await release(dsl, caseId, 'ask', ' '), 400, 'badRequest');
    problemOf(await ceo.get(`/api/cases/${caseId}`), 404, 'notFound');
    expect((await release(dsl, caseId, 'ask')).status).toBe(200);
    await wakeUp(the.town, caseId);
    const waits = { by: 'Dana Lead', said: 'The keeper is here.' };
    expect(await holdOf(dsl, caseId)).toMatchObject({
      askRelease: null,
      release: { ...waits, byMe: true, agree: null, mayDecline: true },
    });
    expect((await holdOf(deputy, caseId))?.release).toMatchObject({ agree: null, mayDecline: false });
    expect((await holdOf(ceo, caseId))?.release).toMatchObject({
      ...waits,
      byMe: false,
      answerers: 'the trust safeguarding lead or the chief executive',
      agree: { comes: ['“Nobody asks the child” ends.'] },
      mayDecline: true,
    });
    for (const who of [dsl, deputy]) expect(await asked(who, caseId)).toEqual([]);
    for (const who of [lead, ceo]) {
      expect(await asked(who, caseId)).toMatchObject([
        {
          step: null,
          for: 'release',
          by: 'Dana Lead',
          asks: 'to agree that the hold “Nobody asks the child” ends early',
        },
      ]);
    }
    expect((await viewOf(dsl, caseId)).whoCanSee.map(({ name }) => name)).toContain('Cleo Chief');
    expect(problemOf(await release(dsl, caseId, 'grant'), 422, 'refused').rule).toBe('ownAct');
    expect((await release(lead, caseId, 'grant')).status).toBe(200);
    expect((await viewOf(dsl, caseId)).holds).toEqual([]);
    expect(await asked(ceo, caseId)).toEqual([]);
    problemOf(await ceo.get(`/api/cases/${caseId}`), 404, 'notFound');
    expect((await told(ceo, caseId)).find(({ because }) => because === 'agreementAsked')).toMatchObject({
      sentence:
        'Somebody asked you to agree that a hold ends before its time. That does not wait for you any more.',
      over: true,
      mayOpen: false,
    });
    expect((await on(dsl, caseId, 'ask-child', 'done', { evidence: {} })).status).toBe(200);
  });

  it('is not ended early by a page that was read before what is to be done had changed', async () => {
    const { dsl, lead } = await everybody(the);
    const caseId = await aDragonCase(the.town);
    await release(dsl, caseId, 'ask');
    const { owed } = (await viewOf(lead, caseId)).acts;
    await on(dsl, caseId, 'again', 'hand-over', { to: the.town.head.id, reason: 'I am away.' });
    const given = { eventId: randomUUID(), reason: 'The keeper is here.', owed };
    const grant = await lead.post(`/api/cases/${caseId}/holds/quiet/grant-release`, given);
    expect(problemOf(grant, 409, 'stale').detail).toContain('has changed since you opened this page');
    expect((await release(lead, caseId, 'grant')).status).toBe(200);
  });

  it('is neither kept nor ended early by a page that read another asking', async () => {
    const { dsl, lead } = await everybody(the);
    const caseId = await aDragonCase(the.town);
    await release(dsl, caseId, 'ask');
    const asked = (await holdOf(lead, caseId))?.release?.at;
    await release(dsl, caseId, 'decline', 'Not yet.');
    await release(dsl, caseId, 'ask');
    const { owed, known } = (await viewOf(lead, caseId)).acts;
    for (const [how, more] of [
      ['decline', { asked }],
      ['grant', { owed, known, asked }],
    ] as const) {
      const given = { eventId: randomUUID(), reason: 'The keeper is here.', ...more };
      const answer = await lead.post(`/api/cases/${caseId}/holds/quiet/${how}-release`, given);
      expect(problemOf(answer, 409, 'stale').detail).toContain('asked anew since you opened this page');
    }
    const now = (await holdOf(lead, caseId))?.release?.at;
    const given = { eventId: randomUUID(), reason: 'The keeper is here.', asked: now };
    await lead.post(`/api/cases/${caseId}/holds/quiet/decline-release`, given).expect(200);
  });

  it('stays when the second says no and why, of which whoever asked hears, or when they take it back', async () => {
    const { dsl, deputy, lead } = await everybody(the);
    const caseId = await aDragonCase(the.town);
    expect(problemOf(await release(lead, caseId, 'decline'), 422, 'refused').rule).toBe('nothingAsked');
    await release(dsl, caseId, 'ask');
    await wakeUp(the.town, caseId);
    expect((await told(lead, caseId)).find(({ because }) => because === 'agreementAsked')).toMatchObject({
      sentence: 'Somebody asks you to agree that a hold ends before its time.',
      over: false,
    });
    problemOf(await release(lead, caseId, 'decline', ' '), 400, 'badRequest');
    expect(problemOf(await release(deputy, caseId, 'decline'), 422, 'refused').rule).toBe('notYours');
    expect((await release(lead, caseId, 'decline', 'The police have not said so.')).status).toBe(200);
    await wakeUp(the.town, caseId);
    expect(await asked(lead, caseId)).toEqual([]);
    expect(await holdOf(dsl, caseId)).toMatchObject({ askRelease: {}, release: null });
    expect((await told(dsl, caseId)).find(({ because }) => because === 'releaseDeclined')?.sentence).toBe(
      'Somebody did not agree that a hold ends before its time. It stays in force.',
    );
    await release(dsl, caseId, 'ask');
    expect((await release(dsl, caseId, 'decline', 'I was too quick.')).status).toBe(200);
    const said = (await timeline(dsl, caseId)).map(({ title, detail }) => `${title}; ${detail ?? ''}`);
    expect(said).toContain('Asked to end “Nobody asks the child” early; “The keeper is here.”');
    expect(said).toContain(
      'Did not agree to end “Nobody asks the child” early; “The police have not said so.”',
    );
    expect(said).toContain('Took back that “Nobody asks the child” should end early; “I was too quick.”');
  });
});
