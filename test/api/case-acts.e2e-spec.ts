import { randomUUID } from 'node:crypto';
import { noticePage, questionPage } from '@trustward/contracts';
import { beforeAll, describe, expect, it } from 'vitest';
import { everybody, on, taskOf, timeline } from './acting.ts';
import { problemOf } from './api-server.ts';
import { publish } from './procedure.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';
import { anOpenCase, viewOf, wakeUp } from './story.ts';

const the = aSetting();

const LADDER = ['dsl', 'deputyDsl', 'headteacher', 'trustSafeguardingLead'];
const step = (id: string, title: string, more: object = {}) => ({
  id,
  title,
  sentence: 'Quietly.',
  owner: LADDER,
  ...more,
});

/** A procedure of no product, for what can be done with a case beside doing its tasks. */
const LOST_UNICORN = {
  language: 2,
  id: 'lost-unicorn',
  version: 1,
  title: 'A lost unicorn',
  sentence: 'A child has lost a unicorn.',
  about: 'child',
  facts: { wild: { kind: 'yesNo', question: 'Is it wild?' } },
  events: { seen: { title: 'Somebody has seen it' }, hearing: { title: 'The court sits', dated: true } },
  mistake: { agreedBy: ['headteacher', 'ceo'] },
  steps: [
    step('look', 'Look for it', {
      clock: {
        within: { hours: 4 },
        from: 'awareness',
        mayPause: {
          reasons: { fog: 'Nothing can be seen' },
          by: ['dsl'],
          agreedBy: ['headteacher'],
          atMost: { hours: 12 },
        },
      },
      late: [{ tell: ['headteacher', 'trustSafeguardingLead'], every: { workingDays: 1 } }],
    }),
    step('net', 'Bring a net', { when: { fact: 'wild', is: 'yes' } }),
    step('fetch', 'Fetch it', { after: { event: 'seen' } }),
    step('speak', 'Write to the court', {
      after: { event: 'hearing' },
      clock: { before: { workingDays: 2 }, event: 'hearing' },
      late: [{ tell: ['headteacher'], every: { workingDays: 1 } }],
    }),
    step('papers', 'Send the papers', {
      approval: {
        by: ['headteacher'],
        emergency: { reasons: { storm: 'A storm is coming' }, countersign: 'countersign' },
      },
    }),
    step('countersign', 'Countersign the papers', {
      owner: ['headteacher', 'ceo'],
      after: { done: 'papers' },
      when: { bypassed: 'papers' },
    }),
  ],
};

const LAYER = {
  language: 2,
  layer: 'trust',
  id: 'unicorns',
  version: 1,
  title: 'What this trust does about unicorns',
  chains: [LOST_UNICORN],
};

const aUnicornCase = () =>
  anOpenCase(the.town, the.town.teacher, { chainId: 'lost-unicorn', facts: { wild: 'no' } });
/** Over what the page says is still to be done. */
const says = async (who: SignedIn, caseId: string, how: 'ask' | 'agree', reason = 'I was there.') =>
  act(who, caseId, `mistake/${how}`, { owed: (await viewOf(who, caseId)).acts.owed, reason });
const act = (who: SignedIn, caseId: string, what: string, more: object = {}) =>
  who.post(`/api/cases/${caseId}/${what}`, { eventId: randomUUID(), reason: 'I was there.', ...more });
const told = async (who: SignedIn, caseId: string) =>
  (await timeline(who, caseId)).map(({ title, detail }) => `${title}; ${detail ?? ''}`);

beforeAll(() => publish(the.town, LAYER));

describe('standing down', () => {
  it('says first who has it next, gives it to them, and closes the case to whoever stood down', async () => {
    const { dsl, deputy } = await everybody(the);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    expect((await viewOf(dsl, caseId)).acts.standDown?.comes).toEqual([
      '“Decide what to do” is from then on for Dev Deputy (Deputy safeguarding lead).',
    ]);
    problemOf(await act(dsl, caseId, 'stand-down', { reason: ' ' }), 400, 'badRequest');
    const given = { eventId: randomUUID(), reason: 'She is my niece.' };
    expect((await act(dsl, caseId, 'stand-down', given)).body).toMatchObject({ repeated: false });
    expect((await act(dsl, caseId, 'stand-down', given)).body).toMatchObject({ repeated: true });
    problemOf(await dsl.get(`/api/cases/${caseId}`), 404, 'notFound');
    problemOf(await dsl.get(`/api/cases/${caseId}/timeline`), 404, 'notFound');
    expect((await dsl.get('/api/cases?limit=100').expect(200)).text).not.toContain(caseId);
    problemOf(await act(dsl, caseId, 'mistake/ask', { owed: {} }), 404, 'notFound');
    expect(await taskOf(deputy, caseId, 'decide')).toMatchObject({ mine: true });
    expect((await viewOf(deputy, caseId)).whoCanSee.map(({ name }) => name)).not.toContain('Dana Lead');
    expect(await told(deputy, caseId)).toContain('Stood down from this case; “She is my niece.”');
  });
});

describe('a report made by mistake', () => {
  const asked = async (who: SignedIn, caseId: string) =>
    questionPage
      .strict()
      .parse((await who.get('/api/duties/asked?limit=100').expect(200)).body)
      .items.filter((each) => each.caseId === caseId);

  it('3.16 ends when a second person agrees, who may open it to judge and is shown that it is theirs', async () => {
    const { dsl, deputy, head } = await everybody(the);
    const ceo = await signIn(the.server, the.town.ceo);
    const caseId = await aUnicornCase();
    expect((await viewOf(dsl, caseId)).acts).toMatchObject({
      askMistake: { answerers: 'the headteacher or the chief executive' },
      mistake: null,
    });
    problemOf(await ceo.get(`/api/cases/${caseId}`), 404, 'notFound');
    expect((await says(dsl, caseId, 'ask', 'Entered twice.')).status).toBe(200);
    const waits = {
      by: 'Dana Lead',
      said: 'Entered twice.',
      answerers: 'the headteacher or the chief executive',
    };
    expect((await viewOf(dsl, caseId)).acts).toMatchObject({
      askMistake: null,
      mistake: { ...waits, byMe: true, agree: null, mayDecline: true },
    });
    expect((await viewOf(deputy, caseId)).acts.mistake).toMatchObject({ agree: null, mayDecline: false });
    expect((await viewOf(ceo, caseId)).acts.mistake).toMatchObject({
      ...waits,
      byMe: false,
      agree: { comes: ['The case ends, and with it the 2 tasks that are still to be done.'] },
      mayDecline: true,
    });
    expect((await viewOf(dsl, caseId)).whoCanSee.map(({ name }) => name)).toContain('Cleo Chief');
    expect(await asked(dsl, caseId)).toEqual([]);
    expect(await asked(head, caseId)).toMatchObject([
      { step: null, for: 'mistake', by: 'Dana Lead', asks: 'to agree that this was reported by mistake' },
    ]);
    expect(problemOf(await says(dsl, caseId, 'agree'), 422, 'refused').rule).toBe('ownAct');
    await wakeUp(the.town, caseId);
    expect((await says(ceo, caseId, 'agree')).status).toBe(200);
    expect(await asked(head, caseId)).toEqual([]);
    const { tasks, acts, endedAt } = await viewOf(dsl, caseId);
    expect([endedAt === null, acts.mistake, acts.standDown]).toEqual([false, null, null]);
    expect(tasks.map(({ state }) => state)).toEqual(['notApplicable', 'notApplicable']);
    const notices = noticePage.parse((await head.get('/api/notices?limit=100').expect(200)).body).items;
    expect(notices.find((each) => each.caseId === caseId && each.because === 'mistakeAsked')).toMatchObject({
      over: true,
    });
  });

  it('goes on when the second does not agree, or whoever asked takes it back', async () => {
    const { dsl, head } = await everybody(the);
    const caseId = await aUnicornCase();
    await says(dsl, caseId, 'ask');
    expect((await act(head, caseId, 'mistake/decline', { reason: 'It is real.' })).status).toBe(200);
    await says(dsl, caseId, 'ask');
    expect((await act(dsl, caseId, 'mistake/decline', { reason: 'So it is.' })).status).toBe(200);
    expect(problemOf(await act(head, caseId, 'mistake/decline'), 422, 'refused').rule).toBe('nothingAsked');
    expect((await viewOf(dsl, caseId)).acts.askMistake).not.toBeNull();
    const said = await told(dsl, caseId);
    expect(said).toContain('Did not agree that this was reported by mistake; “It is real.”');
    expect(said).toContain('Took back that this was reported by mistake; “So it is.”');
  });
});

describe('a report made by mistake, answered by a page that was read before', () => {
  it('is not agreed to once an answer was changed, nor by a page that read another asking', async () => {
    const { dsl, deputy, lead } = await everybody(the);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    await says(dsl, caseId, 'ask');
    const read = async (who: SignedIn) => {
      const { owed, known, mistake } = (await viewOf(who, caseId)).acts;
      return { owed, known, asked: mistake?.at };
    };
    const before = await read(lead);
    await act(deputy, caseId, 'answers/source', { answer: 'heard' });
    const { detail } = problemOf(await act(lead, caseId, 'mistake/agree', before), 409, 'stale');
    expect(detail).toBe('“How do you know?” has been answered since you opened this page.');
    await act(dsl, caseId, 'mistake/decline', { asked: before.asked });
    await says(dsl, caseId, 'ask', 'It was another child.');
    const { asked } = before;
    const anew = 'This was asked anew since you opened this page. Read what is said now before you answer.';
    for (const [how, more] of [
      ['decline', { asked }],
      ['agree', { ...(await read(lead)), asked }],
    ] as const) {
      const answer = problemOf(await act(lead, caseId, `mistake/${how}`, more), 409, 'stale');
      expect(answer.detail).toBe(anew);
    }
    expect((await act(lead, caseId, 'mistake/agree', await read(lead))).status).toBe(200);
  });
});

describe('a report made by mistake, of which more has become known', () => {
  const inDanger = async (who: SignedIn, caseId: string) => {
    await act(who, caseId, 'answers/in-danger-now', { answer: 'yes' });
  };

  it('is not ended by a page that was read before, nor its danger by any, until it is said anew', async () => {
    const { dsl, deputy, lead } = await everybody(the);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    expect((await says(dsl, caseId, 'ask')).status).toBe(200);
    const { owed, mistake } = (await viewOf(lead, caseId)).acts;
    expect(mistake?.agree?.comes).toEqual(['The case ends, and with it the task that is still to be done.']);
    await on(deputy, caseId, 'decide', 'take-over', { reason: 'She is away.' });
    expect(problemOf(await act(lead, caseId, 'mistake/agree', { owed }), 409, 'stale').detail).toBe(
      '“Decide what to do” has changed since you opened this page.',
    );
    await inDanger(deputy, caseId);
    const since =
      '“Make sure the child is safe now” has come up since this was said to be a mistake. Do it, or say anew that all of it was a mistake.';
    for (const read of [owed, (await viewOf(lead, caseId)).acts.owed]) {
      const answer = problemOf(await act(lead, caseId, 'mistake/agree', { owed: read }), 422, 'refused');
      expect(answer.detail).toBe(since);
    }
    const { tasks, acts } = await viewOf(dsl, caseId);
    expect(tasks.filter(({ state }) => state === 'open').map(({ step }) => step)).toContain('make-safe');
    expect(acts).toMatchObject({ mistake: { agree: null, inTheWay: since }, askMistake: {} });
    problemOf(await act(dsl, caseId, 'mistake/ask', { owed }), 409, 'stale');
    expect((await says(dsl, caseId, 'ask')).status).toBe(200);
    expect((await says(lead, caseId, 'agree')).status).toBe(200);
  });
});

describe('what has happened meanwhile', () => {
  it('is recorded with what comes of it said before, and once by each press', async () => {
    const { dsl } = await everybody(the);
    const caseId = await aUnicornCase();
    const { events } = (await viewOf(dsl, caseId)).acts;
    expect(events).toMatchObject([
      {
        event: 'seen',
        dated: false,
        comes: ['“Fetch it” comes up, for Dana Lead (Designated safeguarding lead).'],
      },
      { event: 'hearing', dated: true, recordedAt: null },
    ]);
    expect((await act(dsl, caseId, 'events/seen')).status).toBe(200);
    expect(await taskOf(dsl, caseId, 'fetch')).toMatchObject({ state: 'open' });
    expect(problemOf(await act(dsl, caseId, 'events/hearing'), 422, 'refused').rule).toBe('missingEvidence');
    const date = new Date(Date.now() + 20 * 86_400_000).toISOString();
    expect((await act(dsl, caseId, 'events/hearing', { date })).status).toBe(200);
    expect((await viewOf(dsl, caseId)).acts.events[1]?.date).toBe(date);
    expect((await taskOf(dsl, caseId, 'speak')).clock).not.toBeNull();
    expect(problemOf(await act(dsl, caseId, 'events/none'), 422, 'refused').rule).toBe('unknownName');
  });

  it('is also that an answer is another, each with what comes of it', async () => {
    const { dsl } = await everybody(the);
    const caseId = await aUnicornCase();
    expect((await viewOf(dsl, caseId)).acts.answers).toMatchObject([
      {
        fact: 'wild',
        answer: 'No',
        others: [
          { code: 'yes', comes: ['“Bring a net” comes up, for Dana Lead (Designated safeguarding lead).'] },
        ],
      },
    ]);
    expect((await act(dsl, caseId, 'answers/wild', { answer: 'yes' })).status).toBe(200);
    expect(await taskOf(dsl, caseId, 'net')).toMatchObject({ state: 'open' });
    expect(await told(dsl, caseId)).toContain('Changed an answer; Is it wild? Yes: “I was there.”');
    expect(problemOf(await act(dsl, caseId, 'answers/wild', { answer: 'blue' }), 422, 'refused').rule).toBe(
      'unknownFact',
    );
  });
});

describe('a clock', () => {
  it('stands still for a reason and with a second person, and runs on when somebody says so', async () => {
    const { dsl, head } = await everybody(the);
    const caseId = await aUnicornCase();
    expect((await taskOf(dsl, caseId, 'look')).pause).toEqual({
      reasons: [{ code: 'fog', label: 'Nothing can be seen' }],
      atMost: '12 hours',
      answerers: 'the headteacher',
    });
    expect((await on(dsl, caseId, 'look', 'pause', { reason: 'fog', why: 'Grey.' })).status).toBe(200);
    expect((await taskOf(head, caseId, 'look')).asked).toMatchObject({ for: 'pause', mayAnswer: true });
    expect((await on(head, caseId, 'look', 'agree', { to: 'pause' })).status).toBe(200);
    const stopped = await taskOf(dsl, caseId, 'look');
    expect(stopped).toMatchObject({ paused: true, pause: null });
    expect(stopped.resume?.comes).toEqual([expect.stringContaining('“Look for it” is to be done ')]);
    expect((await on(dsl, caseId, 'look', 'resume', { reason: 'Sun.' })).status).toBe(200);
    expect(await taskOf(dsl, caseId, 'look')).toMatchObject({ paused: false, resume: null });
    expect(await told(dsl, caseId)).toContain(
      'Asked to stop the clock of “Look for it”; Nothing can be seen: “Grey.”',
    );
  });
});

describe('a step that another must agree to', () => {
  it('says whom it waits for, and in an emergency is done without and countersigned', async () => {
    const { dsl, head } = await everybody(the);
    const caseId = await aUnicornCase();
    expect((await taskOf(dsl, caseId, 'papers')).agreement).toEqual({
      answerers: 'the headteacher',
      emergencyFor: [{ code: 'storm', label: 'A storm is coming' }],
      comes: ['“Countersign the papers” comes up, for Hal Head (Headteacher).'],
    });
    const done = (emergency: string) => on(dsl, caseId, 'papers', 'done', { evidence: {}, emergency });
    expect(problemOf(await done('rain'), 422, 'refused').rule).toBe('unknownReason');
    expect((await done('storm')).status).toBe(200);
    expect(await taskOf(dsl, caseId, 'papers')).toMatchObject({
      state: 'met',
      whyEnded: 'A storm is coming',
    });
    expect(await taskOf(head, caseId, 'countersign')).toMatchObject({ mine: true });
  });
});
