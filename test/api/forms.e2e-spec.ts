import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { everybody, on, taskOf, timeline } from './acting.ts';
import { problemOf } from './api-server.ts';
import { aDragonCase } from './procedure.ts';
import { aSetting } from './setting.ts';
import { HOUR, doStep, forward, viewOf } from './story.ts';

const the = aSetting();

describe('a form of every kind', () => {
  const filled = () => ({
    outcome: 'here',
    evidence: {
      sounds: ['hum', 'roar'],
      unit: { who: 'PC Osei', as: 'referral' },
      tag: 'D-1',
      isTame: 'yes',
      courtOn: '2027-01-12T10:00:00.000Z',
      manager: the.town.head.id,
    },
  });

  it('is read by its fields, and said again in words', async () => {
    const { dsl } = await everybody(the);
    const caseId = await aDragonCase(the.town);
    const { form } = await taskOf(dsl, caseId, 'look');
    expect(form.answers['isTame']).toEqual([
      { code: 'yes', label: 'Yes' },
      { code: 'no', label: 'No' },
    ]);
    expect(form.answers['manager']?.map(({ label }) => label)).toContain('Hal Head, Headteacher');
    expect((await on(dsl, caseId, 'look', 'done', filled())).status).toBe(200);
    const view = await viewOf(dsl, caseId);
    expect(view.tasks.find(({ step }) => step === 'look')?.recorded.map(({ value }) => value)).toEqual([
      'It hums; It roars',
      'PC Osei (referred)',
      'D-1',
      'Yes',
      'Tue 12 Jan 2027, 10:00',
      'Hal Head',
    ]);
    expect(view.answers).toContainEqual({ fact: 'tame', question: 'Is it tame?', answer: 'Yes' });
  });

  it('000.25 takes no advice for a referral', async () => {
    const { dsl } = await everybody(the);
    const caseId = await aDragonCase(the.town);
    const { evidence } = filled();
    const only = { outcome: 'here', evidence: { ...evidence, unit: { who: 'PC Osei', as: 'advice' } } };
    const refused = problemOf(await on(dsl, caseId, 'look', 'done', only), 422, 'refused');
    expect(refused).toMatchObject({
      rule: 'onlyAdvice',
      detail: expect.stringContaining('is not a referral') as unknown,
    });
  });

  it.each([
    ['sounds', 'hum'],
    ['sounds', ['sing']],
    ['unit', 'PC Osei'],
    ['tag', ['D-1']],
    ['isTame', 'perhaps'],
    ['courtOn', 'soon'],
    ['manager', '00000000-0000-4000-8000-000000000001'],
  ])('refuses what does not fit %s: %j', async (field, answer) => {
    const { dsl } = await everybody(the);
    const caseId = await aDragonCase(the.town);
    const { outcome, evidence } = filled();
    const sent = { outcome, evidence: { ...evidence, [field]: answer } };
    const refused = problemOf(await on(dsl, caseId, 'look', 'done', sent), 400, 'badRequest');
    expect(refused.fields?.map((each) => each.field)).toEqual([`evidence.${field}`]);
  });

  it('asks what one outcome alone asks only for that outcome', async () => {
    const { dsl } = await everybody(the);
    const caseId = await aDragonCase(the.town);
    const { tag, ...rest } = filled().evidence;
    const here = problemOf(
      await on(dsl, caseId, 'look', 'done', { outcome: 'here', evidence: rest }),
      422,
      'refused',
    );
    expect(here.fields).toEqual([{ field: 'evidence.tag', reason: 'Fill in “The number on its tag”' }]);
    const both = { outcome: 'gone', evidence: { ...rest, tag } };
    problemOf(await on(dsl, caseId, 'look', 'done', both), 400, 'badRequest');
    expect((await on(dsl, caseId, 'look', 'done', { outcome: 'gone', evidence: rest })).status).toBe(200);
  });

  it('opens a gate once it is done', async () => {
    const { dsl } = await everybody(the);
    const caseId = await aDragonCase(the.town);
    expect((await taskOf(dsl, caseId, 'tell')).inTheWay).toEqual({
      what: 'gate',
      sentence: '“Look for it” must be done first.',
    });
    expect(problemOf(await on(dsl, caseId, 'tell', 'done', { evidence: {} }), 422, 'refused').rule).toBe(
      'gated',
    );
    await on(dsl, caseId, 'look', 'done', filled());
    expect((await taskOf(dsl, caseId, 'tell')).inTheWay).toBeNull();
  });
});

describe('a later round, and another party’s time', () => {
  const again = (outcome: string) => ({ outcome, evidence: { since: 'Nothing.' } });

  it('goes by its own key through every route that names a duty', async () => {
    const { dsl, head } = await everybody(the);
    const caseId = await aDragonCase(the.town);
    await on(dsl, caseId, 'again', 'done', again('more'));
    const second = await taskOf(dsl, caseId, 'again.2');
    expect(second).toMatchObject({ title: 'Look again', mine: true, mayDo: true });
    expect((await on(dsl, caseId, 'again.2', 'acknowledge')).status).toBe(200);
    expect((await on(head, caseId, 'again.2', 'take-over', { reason: 'Mine now.' })).status).toBe(200);
    const took = (await timeline(head, caseId)).find(({ title }) => title === 'Took over “Look again”');
    expect(took?.detail).toBe('From Dana Lead: “Mine now.”');
    const missing = problemOf(
      await on(head, caseId, 'again.2', 'done', { outcome: 'found', evidence: {} }),
      422,
      'refused',
    );
    expect(missing.fields).toEqual([
      { field: 'evidence.since', reason: 'Fill in “What has happened since”' },
    ]);
    expect((await on(head, caseId, 'again.2', 'done', again('found'))).status).toBe(200);
    expect((await taskOf(dsl, caseId, 'again.2')).recorded).toEqual([
      { label: 'What has happened since', value: 'Nothing.' },
    ]);
    const entries = await timeline(dsl, caseId);
    expect(entries.filter(({ title }) => title === 'Look again').map(({ detail }) => detail)).toEqual([
      'It is found',
      'Keep looking',
    ]);
    expect(entries.filter(({ title }) => title.includes('“”'))).toEqual([]);
  });

  it('gives the duties of later rounds over small pages', async () => {
    const { dsl } = await everybody(the);
    const caseId = await aDragonCase(the.town);
    await on(dsl, caseId, 'again', 'done', again('more'));
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const path = `/api/duties?limit=1${next === '' ? '' : `&cursor=${next}`}`;
      const page = (await dsl.get(path).expect(200)).body as {
        items: { caseId: string; step: string }[];
        next: string | null;
      };
      seen.push(...page.items.filter((duty) => duty.caseId === caseId).map(({ step }) => step));
      next = page.next;
    }
    expect(seen).toContain('again.2');
    expect(new Set(seen).size).toBe(seen.length);
  });

  it.each(['again.0', 'again.02', 'again.', 'again.x', 'Again', '.2', 'again.2.3'])(
    'refuses %s, which is no key',
    async (key) => {
      const { dsl } = await everybody(the);
      const caseId = await aDragonCase(the.town);
      const body = { eventId: randomUUID(), version: 1 };
      problemOf(await dsl.post(`/api/cases/${caseId}/duties/${key}/acknowledge`, body), 400, 'badRequest');
    },
  );

  it('2.24 is never late while it waits for another party: nothing was heard', async () => {
    const { dsl } = await everybody(the);
    const caseId = await aDragonCase(the.town, { drill: true });
    expect((await taskOf(dsl, caseId, 'police-answer')).theirs).toEqual({
      who: 'The police',
      nothingHeard: false,
    });
    await forward(the.town, dsl, caseId, 2 * HOUR);
    expect(await taskOf(dsl, caseId, 'police-answer')).toMatchObject({
      state: 'open',
      theirs: { who: 'The police', nothingHeard: true },
      ifLate: null,
    });
    expect((await doStep(dsl, caseId, 'police-answer')).status).toBe(200);
    // It was not late on ours, and not in time either.
    expect(await taskOf(dsl, caseId, 'police-answer')).toMatchObject({
      state: 'met',
      theirs: { who: 'The police', nothingHeard: true },
    });
  });
});
