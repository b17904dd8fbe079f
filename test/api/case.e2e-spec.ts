import { randomUUID } from 'node:crypto';
import { casePage, timelinePage } from '@trustward/contracts';
import { describe, expect, it } from 'vitest';
import { problemOf } from './api-server.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';
import { HOUR, anOpenCase, doStep, forward, viewOf } from './story.ts';

const the = aSetting();

const cases = async (who: SignedIn, query = '') =>
  casePage.strict().parse((await who.get(`/api/cases${query}`).expect(200)).body);
const timeline = async (who: SignedIn, caseId: string, query = '') =>
  timelinePage.strict().parse((await who.get(`/api/cases/${caseId}/timeline${query}`).expect(200)).body);

describe('the list of cases', () => {
  it('shows a school’s lead the cases of the school, newest first, with what is most urgent in each', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const first = await anOpenCase(the.town, the.town.teacher);
    const second = await anOpenCase(the.town, the.town.teacher);
    const { items } = await cases(dsl);
    expect(items.slice(0, 2).map(({ id }) => id)).toEqual([second, first]);
    expect(items[0]).toMatchObject({
      child: 'R.T., Year 4',
      next: { title: 'Decide what to do', state: 'open', owner: 'Dana Lead' },
    });
  });

  it('shows the trust’s lead every school, and the other school’s lead nothing', async () => {
    await anOpenCase(the.town, the.town.teacher);
    expect((await cases(await signIn(the.server, the.town.lead))).items.length).toBeGreaterThan(0);
    expect((await cases(await signIn(the.server, the.town.otherDsl))).items).toEqual([]);
    problemOf(await (await signIn(the.server, the.town.ceo)).get('/api/cases'), 403, 'notAllowed');
  });

  it('can be kept to what is open or what has ended', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    await anOpenCase(the.town, the.town.teacher);
    expect((await cases(dsl, '?state=ended')).items).toEqual([]);
    expect((await cases(dsl, '?state=open')).items.length).toBeGreaterThan(0);
    problemOf(await dsl.get('/api/cases?state=secret'), 400, 'badRequest');
  });

  it('can be kept to what is real or what is a drill', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const real = await anOpenCase(the.town, the.town.teacher);
    const drill = await anOpenCase(the.town, the.town.teacher, { drill: true });
    const both = [real, drill];
    const idsOf = async (query: string) =>
      (await cases(dsl, query)).items.flatMap(({ id }) => (both.includes(id) ? [id] : []));
    expect(await idsOf('?state=open&drill=no')).toEqual([real]);
    expect(await idsOf('?state=open&drill=yes')).toEqual([drill]);
  });

  it('gives every case once over small pages', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    for (let n = 0; n < 4; n++) await anOpenCase(the.town, the.town.teacher);
    const whole = (await cases(dsl, '?limit=100')).items.map(({ id }) => id);
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const some = await cases(dsl, `?limit=3${next === '' ? '' : `&cursor=${next}`}`);
      seen.push(...some.items.map(({ id }) => id));
      next = some.next;
    }
    expect(seen).toEqual(whole);
  });
});

describe('the page of a case', () => {
  it('says what was reported, what is next, who can see it and whom to ring', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    const view = await viewOf(dsl, caseId);
    expect(view).toMatchObject({
      child: { name: 'Robin Testcase', initials: 'RT', yearGroup: 'Year 4' },
      account: 'Came to school without a coat again and said there was no breakfast.',
      reportedBy: 'Tessa Teacher',
      school: 'Elm Primary School',
      drill: false,
      mayMoveClock: false,
    });
    expect(view.answers).toContainEqual({ fact: 'source', question: 'How do you know?', answer: 'I saw it' });
    expect(view.whoCanSee.map(({ name }) => name).sort()).toEqual([
      'Dana Lead',
      'Dev Deputy',
      'Hal Head',
      'Lee Trustlead',
    ]);
    expect(view.numbers.numbers.length).toBeGreaterThan(1);
    const [decide] = view.tasks;
    expect(decide).toMatchObject({ mine: true, mayDo: true, whyNot: null, mayTakeOver: false });
    expect(decide?.form.outcomes.map(({ code }) => code)).toEqual([
      'refer',
      'refer-and-police',
      'monitor',
      'early-help',
      'about-an-adult',
      'nothing-more',
    ]);
    expect(decide?.ifLate).toBe(
      'If it is late, Hal Head (headteacher) and Lee Trustlead (trust safeguarding lead) are told.',
    );
  });

  it('takes a child’s name without a letter, and says a question mark for it in every list', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const report = {
      eventId: randomUUID(),
      schoolId: the.town.school.id,
      childName: '🦊',
      yearGroup: 'Year 4',
      account: 'A child whose name I do not know was crying at the gate.',
      awareAt: new Date(Date.now() - 60_000).toISOString(),
      facts: { source: 'saw', 'in-danger-now': 'no' },
    };
    await dsl.post('/api/concerns', report).expect(201);
    expect((await cases(dsl)).items[0]?.child).toBe('?, Year 4');
  });

  it('records who looked, and counts them for the day', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const head = await signIn(the.server, the.town.head);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    await viewOf(dsl, caseId);
    await viewOf(dsl, caseId);
    expect((await viewOf(head, caseId)).lookedToday).toBe(2);
    const rows = await the.database.owner.run({ tenantId: the.town.trust.id, actor: 'test' }, (tx) =>
      tx.query<{ person_id: string }>(
        `select person_id from app.audit where case_id = $1 and verb = 'case.read'`,
        [caseId],
      ),
    );
    expect(rows.map((row) => row.person_id).sort()).toEqual(
      [the.town.dsl.id, the.town.dsl.id, the.town.head.id].sort(),
    );
  });

  it('shows nothing when the look cannot be recorded', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    await the.database.ownerPlatform.query('revoke insert on app.audit from trustward_api');
    const response = await dsl.get(`/api/cases/${caseId}`);
    await the.database.ownerPlatform.query('grant insert on app.audit to trustward_api');
    problemOf(response, 500, 'unexpected');
    expect(response.text).not.toContain('Robin');
  });

  it('says in words why somebody may not do a task', async () => {
    const lead = await signIn(the.server, the.town.lead);
    const dsl = await signIn(the.server, the.town.dsl);
    const caseId = await anOpenCase(the.town, the.town.teacher, { drill: true });
    await doStep(dsl, caseId, 'decide', { outcome: 'monitor' });
    await doStep(dsl, caseId, 'review', {
      outcome: 'close',
      evidence: { since: 'All is well.', child: 'None.', others: 'None.' },
    });
    const closure = (who: SignedIn) =>
      viewOf(who, caseId).then(({ tasks }) => tasks.find(({ step }) => step === 'agree-closure'));
    expect(await closure(dsl)).toMatchObject({
      mayDo: false,
      whyNot: expect.stringContaining('another role') as unknown,
    });
    expect(await closure(lead)).toMatchObject({ mayDo: true, whyNot: null });
  });

  it('000.26 shows what was recorded by its labels', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    await doStep(dsl, caseId, 'decide');
    await doStep(dsl, caseId, 'verbal-referral', {
      evidence: {
        team: 'Hub',
        toldName: 'J. Osei',
        toldAt: new Date().toISOString(),
        said: 'No food at home; they look at it today',
        number: '01632 960 100',
      },
    });
    await doStep(dsl, caseId, 'written-follow-up');
    const { tasks } = await viewOf(dsl, caseId);
    const done = tasks.find(({ step }) => step === 'written-follow-up');
    expect(done).toMatchObject({ state: 'met', doneBy: 'Dana Lead', mayDo: false, mayTakeOver: false });
    expect(done?.recorded.map(({ value }) => value)).toEqual([
      'Through their secure portal',
      'SP-88213',
      'Yes',
    ]);
    expect(tasks.find(({ step }) => step === 'decide')?.outcome).toBe("Refer to children's social care");
  });

  it.each(['otherDsl', 'otherHead', 'ceo'] as const)('is not there for %s', async (who) => {
    const caseId = await anOpenCase(the.town, the.town.teacher);
    const someone = await signIn(the.server, the.town[who]);
    const theirs = await someone.get(`/api/cases/${caseId}`);
    const nowhere = await someone.get(`/api/cases/${randomUUID()}`);
    const { requestId: _one, ...body } = problemOf(theirs, 404, 'notFound');
    const { requestId: _two, ...same } = problemOf(nowhere, 404, 'notFound');
    expect(body).toEqual(same);
  });

  it.each(['teacher', 'administrator', 'governor'] as const)(
    'is refused to %s, who may read no case',
    async (who) => {
      const caseId = await anOpenCase(the.town, the.town.teacher);
      problemOf(
        await (await signIn(the.server, the.town[who])).get(`/api/cases/${caseId}`),
        403,
        'notAllowed',
      );
    },
  );

  it('refuses an id that is none', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    for (const bad of ['1', 'x', '%00', "' or 1=1", '00000000-0000-0000-0000-00000000000g']) {
      problemOf(await dsl.get(`/api/cases/${encodeURIComponent(bad)}`), 400, 'badRequest');
    }
  });
});

describe('the timeline', () => {
  it('tells people’s acts and the system’s in one line, each at its own instant', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const caseId = await anOpenCase(the.town, the.town.teacher, { drill: true });
    await forward(the.town, dsl, caseId, 5 * HOUR);
    await doStep(dsl, caseId, 'decide');
    const { items } = await timeline(dsl, caseId, '?limit=100');
    const titles = items.map(({ title }) => title);
    expect(titles.at(-1)).toMatch(/You were told|Concern recorded/);
    expect(titles).toContain('Concern recorded');
    expect(titles).toContain('Reminder sent to you: “Decide what to do”');
    expect(titles).toContain('“Decide what to do” became late');
    expect(titles).toContain('Told Hal Head and Lee Trustlead: “Decide what to do” is late');
    expect(titles).toContain('Moved the drill’s clock forward');
    const aware = Date.parse((await viewOf(dsl, caseId)).awareAt);
    const at = (title: string) => Date.parse(items.find((each) => each.title === title)?.at ?? '') - aware;
    expect(at('Reminder sent to you: “Decide what to do”')).toBe(2 * 3_600_000);
    expect(at('“Decide what to do” became late')).toBe(4 * 3_600_000);
    expect(items.map((each) => each.seq)).toEqual(items.map((_each, n) => items.length - n));
  });

  it('says when a thing happened and, beside it, when it was entered', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const caseId = await anOpenCase(the.town, the.town.teacher, { drill: true });
    await doStep(dsl, caseId, 'decide');
    await forward(the.town, dsl, caseId, 30);
    const toldAt = new Date().toISOString();
    await doStep(dsl, caseId, 'verbal-referral', {
      evidence: {
        team: 'Hub',
        toldName: 'J',
        toldAt,
        said: 'No food at home; they look at it today',
        number: '01632 960100',
      },
    });
    const rang = (await timeline(dsl, caseId)).items.find(
      ({ title }) => title === "Ring children's social care",
    );
    expect(rang?.at).toBe(toldAt);
    expect(Date.parse(rang?.enteredAt ?? '') - Date.parse(toldAt)).toBeGreaterThan(29 * 60_000);
  });

  it('law 7: takes a call that was made before the concern was said to be known, and says when it was and when entered', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const awareAt = Date.now() - 20_000;
    const facts = { source: 'saw', 'in-danger-now': 'yes' };
    const caseId = await anOpenCase(the.town, the.town.teacher, { awareAt, facts });
    const called = (ms: number) => {
      const calledAt = new Date(awareAt - ms).toISOString();
      return { evidence: { done: 'With the police.', called: 'police', calledAt } };
    };
    const DAY = 24 * HOUR * 60_000;
    const long = await doStep(dsl, caseId, 'make-safe', called(7 * DAY + 60_000));
    expect(problemOf(long, 422, 'refused')).toMatchObject({
      rule: 'backwards',
      detail: expect.stringContaining('more than seven days before') as unknown,
    });
    const decided = await doStep(dsl, caseId, 'decide', {
      happenedAt: new Date(awareAt - 60_000).toISOString(),
    });
    expect(problemOf(decided, 422, 'refused').rule).toBe('backwards');
    const before = called(600_000);
    expect((await doStep(dsl, caseId, 'make-safe', before)).status).toBe(200);
    const row = (await timeline(dsl, caseId)).items.find(
      ({ title }) => title === 'Make sure the child is safe now',
    );
    expect(row?.at).toBe(before.evidence.calledAt);
    expect(Date.parse(row?.enteredAt ?? '')).toBeGreaterThan(awareAt);
  });

  it('gives every entry once over small pages', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const caseId = await anOpenCase(the.town, the.town.teacher, { drill: true });
    await forward(the.town, dsl, caseId, 30 * HOUR);
    const whole = (await timeline(dsl, caseId, '?limit=100')).items;
    const seen: unknown[] = [];
    for (let next: string | null = ''; next !== null;) {
      const some = await timeline(dsl, caseId, `?limit=2${next === '' ? '' : `&cursor=${next}`}`);
      seen.push(...some.items);
      next = some.next;
    }
    expect(seen).toEqual(whole);
  });
});
