import { randomUUID } from 'node:crypto';
import { noticePage } from '@trustward/contracts';
import { describe, expect, it } from 'vitest';
import { everybody, on, taskOf, timeline } from './acting.ts';
import { problemOf } from './api-server.ts';
import { aDragonCase } from './procedure.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';
import { HOUR, anOpenCase, forward, versionOf, wakeUp } from './story.ts';

const the = aSetting();

const papers = { evidence: { words: 'Let it go.' } };

describe('saying that one has it in hand', () => {
  it('is for whoever it is with, once, and everybody then sees it', async () => {
    const { dsl, deputy } = await everybody(the);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    expect(await taskOf(dsl, caseId, 'decide')).toMatchObject({ mayAcknowledge: true, acknowledgedAt: null });
    expect((await taskOf(deputy, caseId, 'decide')).mayAcknowledge).toBe(false);
    const refused = problemOf(await on(deputy, caseId, 'decide', 'acknowledge'), 422, 'refused');
    expect(refused).toMatchObject({
      rule: 'notYours',
      detail: expect.stringContaining('Take it over') as unknown,
    });
    expect((await on(dsl, caseId, 'decide', 'acknowledge')).status).toBe(200);
    const after = await taskOf(deputy, caseId, 'decide');
    expect(after.acknowledgedAt).not.toBeNull();
    problemOf(await on(dsl, caseId, 'decide', 'acknowledge'), 409, 'stale');
    expect((await timeline(dsl, caseId)).map(({ title }) => title)).toContain(
      'Has “Decide what to do” in hand',
    );
  });

  it('is only for those of its school', async () => {
    const caseId = await anOpenCase(the.town, the.town.teacher);
    const body = { eventId: randomUUID(), version: 1 };
    const path = `/api/cases/${caseId}/duties/decide/acknowledge`;
    problemOf(await (await signIn(the.server, the.town.otherDsl)).post(path, body), 404, 'notFound');
    problemOf(await (await signIn(the.server, the.town.teacher)).post(path, body), 403, 'notAllowed');
  });
});

describe('handing over', () => {
  it('leaves it where it is until the other accepts', async () => {
    const { dsl, deputy, head } = await everybody(the);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    const before = await taskOf(dsl, caseId, 'decide');
    expect(before.handOverTo.map(({ name }) => name)).toEqual(['Dev Deputy', 'Hal Head', 'Lee Trustlead']);
    const given = { to: the.town.deputy.id, reason: 'I am at a funeral.' };
    expect((await on(dsl, caseId, 'decide', 'hand-over', given)).status).toBe(200);
    const asked = await taskOf(deputy, caseId, 'decide');
    expect(asked.owner?.name).toBe('Dana Lead');
    expect(asked.asked).toMatchObject({
      for: 'handOver',
      by: 'Dana Lead',
      answerers: 'Dev Deputy',
      said: 'I am at a funeral.',
      mayAnswer: true,
    });
    expect((await taskOf(head, caseId, 'decide')).asked?.mayAnswer).toBe(false);
    const refused = problemOf(await on(head, caseId, 'decide', 'agree', { to: 'handOver' }), 422, 'refused');
    expect(refused.detail).toBe('Somebody else was asked to take this.');
    expect((await on(deputy, caseId, 'decide', 'agree', { to: 'handOver' })).status).toBe(200);
    expect(await taskOf(deputy, caseId, 'decide')).toMatchObject({ mine: true, asked: null });
    const told = (await timeline(head, caseId)).map(({ title, detail }) => `${title}; ${detail ?? ''}`);
    expect(told).toContain('Asked Dev Deputy to take “Decide what to do”; “I am at a funeral.”');
    expect(told).toContain('Took “Decide what to do” when asked; ');
  });

  it('leaves it where it was when the other cannot, who says why', async () => {
    const { dsl, deputy } = await everybody(the);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    await on(dsl, caseId, 'decide', 'hand-over', { to: the.town.deputy.id, reason: 'Away.' });
    const no = { to: 'handOver', reason: 'I am on a trip.' };
    expect((await on(deputy, caseId, 'decide', 'decline', no)).status).toBe(200);
    expect(await taskOf(dsl, caseId, 'decide')).toMatchObject({ mine: true, asked: null });
    expect((await timeline(dsl, caseId)).find(({ title }) => title.startsWith('Did not take'))?.detail).toBe(
      '“I am on a trip.”',
    );
  });

  it.each([
    ['somebody whose post is not on its ladder', () => the.town.ceo.id],
    ['somebody of another school', () => the.town.otherDsl.id],
    ['nobody there is', () => randomUUID()],
  ])('is refused to %s, all in the same words', async (_whom, to) => {
    const { dsl } = await everybody(the);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    const given = { to: to(), reason: 'Away.' };
    const refused = problemOf(await on(dsl, caseId, 'decide', 'hand-over', given), 422, 'refused');
    expect(refused).toMatchObject({
      rule: 'notAllowed',
      detail: 'This cannot be handed to that person: it is not for their post.',
    });
  });

  it('that nobody accepts stays with whoever gave it, whose duty runs on, and the leaders hear of it', async () => {
    const { dsl, head, lead } = await everybody(the);
    const caseId = await anOpenCase(the.town, the.town.dsl, { drill: true });
    await on(dsl, caseId, 'decide', 'acknowledge');
    const before = await taskOf(dsl, caseId, 'decide');
    await on(dsl, caseId, 'decide', 'hand-over', { to: the.town.deputy.id, reason: 'Away.' });
    await forward(the.town, dsl, caseId, 2 * HOUR);
    const now = await taskOf(dsl, caseId, 'decide');
    expect(now).toMatchObject({ mine: true, asked: { for: 'handOver', mayTakeBack: true } });
    expect(now.clock?.due).toBe(before.clock?.due);
    for (const leader of [head, lead]) {
      const told = (await leader.get('/api/notices?limit=100').expect(200)).text;
      expect(told).toContain('Nobody has answered what was asked about “Decide what to do”.');
    }
  });

  it('that nobody accepts is heard of by another leader, where the one who hears first gave it', async () => {
    const { lead } = await everybody(the);
    const ceo = await signIn(the.server, the.town.ceo);
    const caseId = await aDragonCase(the.town, { drill: true });
    await on(lead, caseId, 'again', 'take-over', { reason: 'I am there.' });
    const asked = await on(lead, caseId, 'again', 'hand-over', { to: the.town.head.id, reason: 'Away.' });
    expect(asked.status).toBe(200);
    await forward(the.town, lead, caseId, 2 * HOUR);
    const { items } = noticePage.parse((await ceo.get('/api/notices?limit=100').expect(200)).body);
    expect(items.filter((each) => each.caseId === caseId).map(({ because }) => because)).toContain(
      'agreementUnanswered',
    );
  });

  it('can be taken back by whoever asked', async () => {
    const { dsl, deputy } = await everybody(the);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    await on(dsl, caseId, 'decide', 'hand-over', { to: the.town.deputy.id, reason: 'Away.' });
    expect((await taskOf(dsl, caseId, 'decide')).asked).toMatchObject({
      mayAnswer: false,
      mayTakeBack: true,
    });
    const no = { to: 'handOver', reason: 'I am back.' };
    expect((await on(dsl, caseId, 'decide', 'decline', no)).status).toBe(200);
    expect((await taskOf(deputy, caseId, 'decide')).asked).toBeNull();
    const told = (await timeline(dsl, caseId)).find(({ detail }) => detail === '“I am back.”');
    expect(told?.title).toBe('Took back what was asked about “Decide what to do”');
  });

  it('tells whoever acts on an older page whose the duty is only where that has changed', async () => {
    const { dsl, deputy, head } = await everybody(the);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    const stale = async (version: number) =>
      problemOf(await on(head, caseId, 'decide', 'acknowledge', { version }), 409, 'stale').detail;
    const handOver = { to: the.town.deputy.id, reason: 'Away.' };
    await on(dsl, caseId, 'decide', 'hand-over', handOver);
    await on(deputy, caseId, 'decide', 'decline', { to: 'handOver', reason: 'Cannot.' });
    expect(await stale(1)).toBe('“Decide what to do” has changed since you opened it.');
    await on(dsl, caseId, 'decide', 'hand-over', handOver);
    await on(deputy, caseId, 'decide', 'agree', { to: 'handOver' });
    expect(await stale(1)).toBe('“Decide what to do” now belongs to Dev Deputy.');
  });

  it('needs a reason', async () => {
    const { dsl } = await everybody(the);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    const given = { to: the.town.deputy.id, reason: ' ' };
    problemOf(await on(dsl, caseId, 'decide', 'hand-over', given), 400, 'badRequest');
  });
});

describe('leaving a duty out', () => {
  const flown = { reason: 'flown', why: 'The keeper rang.' };

  it('takes a reason and a second person, and says both for ever after', async () => {
    const { dsl, head } = await everybody(the);
    const caseId = await aDragonCase(the.town);
    expect((await taskOf(dsl, caseId, 'tell')).waiveFor).toEqual([
      { code: 'flown', label: 'It has flown away' },
    ]);
    const version = await versionOf(dsl, caseId, 'tell');
    expect((await on(dsl, caseId, 'tell', 'waive', flown)).status).toBe(200);
    const late = problemOf(await on(head, caseId, 'tell', 'acknowledge', { version }), 409, 'stale');
    expect(late.detail).toMatch(
      /^Dana Lead has meanwhile asked somebody to agree that “.+” need not be done\.$/,
    );
    expect((await taskOf(head, caseId, 'tell')).asked).toMatchObject({
      for: 'waiver',
      reason: 'It has flown away',
      said: 'The keeper rang.',
      answerers: 'the headteacher, the trust safeguarding lead or the chief executive',
      mayAnswer: true,
    });
    const own = problemOf(await on(dsl, caseId, 'tell', 'agree', { to: 'waiver' }), 422, 'refused');
    expect(own).toMatchObject({
      rule: 'ownAct',
      detail: expect.stringContaining('Somebody else') as unknown,
    });
    expect((await on(head, caseId, 'tell', 'agree', { to: 'waiver' })).status).toBe(200);
    expect(await taskOf(dsl, caseId, 'tell')).toMatchObject({
      state: 'waived',
      whyEnded: 'It has flown away',
      agreedBy: ['Hal Head'],
      mayDo: false,
    });
  });

  it('law 6: is not agreed to by whoever owns it, who is not asked either; somebody else is', async () => {
    const { dsl, head, lead } = await everybody(the);
    const caseId = await aDragonCase(the.town);
    await on(head, caseId, 'tell', 'take-over', { reason: 'Mine now.' });
    expect((await on(dsl, caseId, 'tell', 'waive', flown)).status).toBe(200);
    expect((await taskOf(head, caseId, 'tell')).asked).toMatchObject({
      answerers: 'the trust safeguarding lead or the chief executive',
      mayAnswer: false,
    });
    const own = problemOf(await on(head, caseId, 'tell', 'agree', { to: 'waiver' }), 422, 'refused');
    expect(own).toMatchObject({ rule: 'ownAct', detail: expect.stringContaining('is yours') as unknown });
    await wakeUp(the.town, caseId);
    const isAsked = async (who: SignedIn) =>
      noticePage
        .parse((await who.get('/api/notices?limit=100').expect(200)).body)
        .items.some((each) => each.caseId === caseId && each.because === 'agreementAsked');
    expect([await isAsked(head), await isAsked(lead)]).toEqual([false, true]);
    expect((await on(lead, caseId, 'tell', 'agree', { to: 'waiver' })).status).toBe(200);
  });

  it('goes on as it was when the second person does not agree', async () => {
    const { dsl, head } = await everybody(the);
    const caseId = await aDragonCase(the.town);
    await on(dsl, caseId, 'tell', 'waive', flown);
    await on(head, caseId, 'tell', 'decline', { to: 'waiver', reason: 'She still worries.' });
    expect(await taskOf(dsl, caseId, 'tell')).toMatchObject({ state: 'open', asked: null, whyEnded: null });
  });

  it('takes none but the chain’s own reasons, and none at all for what closes or saves', async () => {
    const { dsl } = await everybody(the);
    const caseId = await aDragonCase(the.town);
    const other = { ...flown, reason: 'bored' };
    expect(problemOf(await on(dsl, caseId, 'tell', 'waive', other), 422, 'refused').rule).toBe(
      'unknownReason',
    );
    problemOf(await on(dsl, caseId, 'tell', 'waive', { ...flown, why: '' }), 400, 'badRequest');
    problemOf(await on(dsl, caseId, 'tell', 'agree', { to: 'waiver' }), 422, 'refused');
  });
});

describe('a step that another must agree to', () => {
  it('waits beside its duty, shows what it says to who may agree, and is done when they do', async () => {
    const { dsl, head } = await everybody(the);
    const caseId = await aDragonCase(the.town);
    expect((await on(dsl, caseId, 'papers', 'done', papers)).status).toBe(200);
    expect(await taskOf(dsl, caseId, 'papers')).toMatchObject({
      state: 'open',
      mayDo: false,
      whyNot: 'It has been done and waits for agreement.',
    });
    const seen = await taskOf(head, caseId, 'papers');
    expect(seen.asked).toMatchObject({ for: 'done', by: 'Dana Lead', mayAnswer: true });
    expect(seen.recorded).toEqual([{ label: 'What they say', value: 'Let it go.' }]);
    expect(problemOf(await on(dsl, caseId, 'papers', 'agree', { to: 'done' }), 422, 'refused').rule).toBe(
      'ownAct',
    );
    expect((await on(head, caseId, 'papers', 'agree', { to: 'done' })).status).toBe(200);
    expect(await taskOf(dsl, caseId, 'papers')).toMatchObject({
      state: 'met',
      doneBy: 'Dana Lead',
      agreedBy: ['Hal Head'],
    });
  });

  it('is owed again when they do not', async () => {
    const { dsl, head } = await everybody(the);
    const caseId = await aDragonCase(the.town);
    await on(dsl, caseId, 'papers', 'done', papers);
    await on(head, caseId, 'papers', 'decline', { to: 'done', reason: 'It is too rude.' });
    expect(await taskOf(dsl, caseId, 'papers')).toMatchObject({
      state: 'open',
      mayDo: true,
      asked: null,
      recorded: [],
    });
  });
});
