import { randomUUID } from 'node:crypto';
import { actResult, dutyPage } from '@trustward/contracts';
import { describe, expect, it } from 'vitest';
import { problemOf } from './api-server.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import { EVIDENCE, HOUR, anOpenCase, doStep, forward, sendDone, versionOf, viewOf, wakeUp } from './story.ts';

const the = aSetting();

const mine = async (who: Awaited<ReturnType<typeof signIn>>, query = '') =>
  dutyPage.strict().parse((await who.get(`/api/duties${query}`).expect(200)).body);

describe('my duties', () => {
  it('shows the lead what they owe with its clock, soonest due first, initials and year group at most', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const later = await anOpenCase(the.town, the.town.teacher, { awareAt: Date.now() - 60_000 });
    const sooner = await anOpenCase(the.town, the.town.teacher, { awareAt: Date.now() - 3 * 3_600_000 });
    const { items } = await mine(dsl);
    expect(items.map(({ caseId }) => caseId)).toEqual([sooner, later]);
    expect(items[0]).toMatchObject({
      title: 'Decide what to do',
      state: 'open',
      mine: true,
      child: 'R.T., Year 4',
      owner: { name: 'Dana Lead', role: 'Designated safeguarding lead' },
      clock: { rule: 'within 4 hours', setBy: 'your trust' },
    });
    const { from, due } = items[0]?.clock ?? { from: '', due: '' };
    expect(Date.parse(due) - Date.parse(from)).toBe(4 * 3_600_000);
  });

  it('names no child: a list carries initials and never a name', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    for (const path of ['/api/duties', '/api/cases', '/api/notices', '/api/late', '/api/late/soon']) {
      expect((await dsl.get(path)).text).not.toContain('Testcase');
    }
  });

  it('gives every duty once over small pages, and refuses a cursor that it did not make', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    for (let n = 0; n < 5; n++) await anOpenCase(the.town, the.town.teacher);
    const whole = (await mine(dsl, '?limit=100')).items.map(({ caseId }) => caseId);
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const some = await mine(dsl, `?limit=2${next === '' ? '' : `&cursor=${next}`}`);
      seen.push(...some.items.map(({ caseId }) => caseId));
      next = some.next;
    }
    expect(seen).toEqual(whole);
    for (const bad of [
      'x',
      'AAAA',
      Buffer.from('[1,2]').toString('base64url'),
      Buffer.from('{}').toString('base64url'),
    ]) {
      problemOf(await dsl.get(`/api/duties?cursor=${bad}`), 400, 'badRequest');
    }
    for (const bad of ['0', '101', '-1', 'x', '1.5']) {
      problemOf(await dsl.get(`/api/duties?limit=${bad}`), 400, 'badRequest');
    }
    problemOf(await dsl.get('/api/duties?sort=child'), 400, 'badRequest');
  });

  it('shows what is real on its first page, however many drills are due before it, and drills on theirs', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const real = await anOpenCase(the.town, the.town.teacher);
    const drills: string[] = [];
    for (let n = 1; n < 4; n++) {
      const awareAt = Date.now() - n * 24 * 3_600_000;
      drills.unshift(await anOpenCase(the.town, the.town.teacher, { awareAt, drill: true }));
    }
    const whole = await mine(dsl, '?limit=100');
    expect(whole.items.some(({ drill }) => drill)).toBe(false);
    expect(whole.items.map(({ caseId }) => caseId)).toContain(real);
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const some = await mine(dsl, `/drills?limit=2${next === '' ? '' : `&cursor=${next}`}`);
      seen.push(...some.items.map(({ caseId }) => caseId));
      next = some.next;
    }
    expect(seen).toEqual(drills);
  });

  it('shows nobody’s duties to a teacher: they may not even ask', async () => {
    const teacher = await signIn(the.server, the.town.teacher);
    problemOf(await teacher.get('/api/duties'), 403, 'notAllowed');
    problemOf(await teacher.get('/api/duties/drills'), 403, 'notAllowed');
  });
});

describe('doing a duty', () => {
  it('000.25 000.26 starts the 24 hours of the written follow-up at the time of the call, by the local authority’s rule', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    actResult.strict().parse((await doStep(dsl, caseId, 'decide')).body);
    const toldAt = new Date(Date.now() - 1_000).toISOString();
    const evidence = { ...EVIDENCE['verbal-referral'].evidence, toldAt };
    expect((await doStep(dsl, caseId, 'verbal-referral', { evidence })).status).toBe(200);
    const written = (await viewOf(dsl, caseId)).tasks.find(({ step }) => step === 'written-follow-up');
    expect(written?.clock?.from).toBe(toldAt);
    expect(Date.parse(written?.clock?.due ?? '') - Date.parse(toldAt)).toBe(24 * 3_600_000);
    expect(written?.clock?.rule).toBe('within 24 hours');
    expect(written?.clock?.setBy).not.toBe('your trust');
    expect(written?.clock?.reminders).toHaveLength(2);
  });

  it('takes the deputy’s act as readily: whoever stands on the ladder may do it', async () => {
    const deputy = await signIn(the.server, the.town.deputy);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    expect((await doStep(deputy, caseId, 'decide')).status).toBe(200);
  });

  it('answers the same event again with the same version, and does nothing twice', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    const sent = { eventId: randomUUID(), version: await versionOf(dsl, caseId, 'decide') };
    const first = actResult.parse((await sendDone(dsl, caseId, 'decide', sent).expect(200)).body);
    const second = actResult.parse((await sendDone(dsl, caseId, 'decide', sent).expect(200)).body);
    expect(first.repeated).toBe(false);
    expect(second).toEqual({ ...first, repeated: true });
  });

  it('takes the time of a call from the step’s own field, and refuses another one beside it', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const caseId = await anOpenCase(the.town, the.town.teacher, { awareAt: Date.now() - 3_600_000 });
    await doStep(dsl, caseId, 'decide');
    const toldAt = new Date(Date.now() - 60_000).toISOString();
    const evidence = { ...EVIDENCE['verbal-referral'].evidence, toldAt };
    const other = { evidence, happenedAt: new Date(Date.now() - 1_800_000).toISOString() };
    const refused = problemOf(await doStep(dsl, caseId, 'verbal-referral', other), 400, 'badRequest');
    expect(refused.fields?.map(({ field }) => field)).toEqual(['happenedAt']);
    const same = { evidence, happenedAt: toldAt };
    expect((await doStep(dsl, caseId, 'verbal-referral', same)).status).toBe(200);
    const task = (await viewOf(dsl, caseId)).tasks.find(({ step }) => step === 'verbal-referral');
    expect(task?.happenedAt).toBe(toldAt);
  });

  it('tells whoever comes second who did it and when', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const deputy = await signIn(the.server, the.town.deputy);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    const version = await versionOf(dsl, caseId, 'decide');
    await sendDone(deputy, caseId, 'decide', { version }).expect(200);
    const body = problemOf(await sendDone(dsl, caseId, 'decide', { version }), 409, 'stale');
    expect(body.detail).toMatch(
      /^Dev Deputy has done “Decide what to do” meanwhile: \w{3} \d+ \w{3} \d{4}, \d\d:\d\d\.$/,
    );
  });

  it('lets one of two who act at once through, and tells the other', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const deputy = await signIn(the.server, the.town.deputy);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    const version = await versionOf(dsl, caseId, 'decide');
    const answers = await Promise.all(
      [dsl, deputy].map((who) => sendDone(who, caseId, 'decide', { version })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('refuses a duty without its evidence, naming each field by its label', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    const body = problemOf(
      await doStep(dsl, caseId, 'decide', { evidence: { reason: ' \u200B\n ' } }),
      422,
      'refused',
    );
    expect(body.rule).toBe('missingEvidence');
    const labels = [
      'What the risk is to the child, and why you decided this',
      'What the risk is to others, such as brothers and sisters',
    ];
    for (const label of labels) expect(body.detail).toContain(label);
    expect(body.fields).toEqual([
      { field: 'evidence.reason', reason: `Fill in “${labels[0]}”` },
      { field: 'evidence.others', reason: `Fill in “${labels[1]}”` },
    ]);
  });

  it.each([
    ['a field the step does not ask', { reason: 'x', dueAt: '2030-01-01' }, 'evidence.dueAt'],
    ['a box where words belong', { reason: true }, 'evidence.reason'],
    ['a field named as every object’s own', { reason: 'x', toString: 'y' }, 'evidence.toString'],
  ])('refuses %s', async (_what, evidence, field) => {
    const dsl = await signIn(the.server, the.town.dsl);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    const body = problemOf(await doStep(dsl, caseId, 'decide', { evidence }), 400, 'badRequest');
    expect(body.fields?.map((each) => each.field)).toEqual([field]);
  });

  it('refuses a call that lies in the future, a number that is none, and a time that is none', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    await doStep(dsl, caseId, 'decide');
    const evidence = {
      team: 'Hub',
      toldName: 'J',
      toldAt: new Date(Date.now() + 3_600_000).toISOString(),
      said: 'No food at home; they look at it today',
      number: '01632 960 100',
    };
    expect(problemOf(await doStep(dsl, caseId, 'verbal-referral', { evidence }), 422, 'refused').rule).toBe(
      'future',
    );
    const wrong = { ...evidence, toldAt: 'yesterday', number: 'ring me' };
    const body = problemOf(
      await doStep(dsl, caseId, 'verbal-referral', { evidence: wrong }),
      400,
      'badRequest',
    );
    expect(body.fields?.map(({ field }) => field)).toEqual(['evidence.toldAt', 'evidence.number']);
    const turned = { ...evidence, toldName: 'J.\u202E Osei' };
    const unseen = await doStep(dsl, caseId, 'verbal-referral', { evidence: turned });
    expect(problemOf(unseen, 400, 'badRequest').detail).toMatch(
      /^“.+” must not have characters that cannot be seen\.$/,
    );
  });

  it.each(['owner', 'doneBy', 'state', 'dueAt', 'tenantId', 'by', 'supplied', 'role'])(
    'refuses an act that sets %s',
    async (field) => {
      const dsl = await signIn(the.server, the.town.dsl);
      const caseId = await anOpenCase(the.town, the.town.teacher);
      problemOf(await doStep(dsl, caseId, 'decide', { [field]: the.town.head.id }), 400, 'badRequest');
    },
  );

  it('keeps the time it played when it refuses an act, so that lateness is never undone by trying', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const caseId = await anOpenCase(the.town, the.town.teacher, { awareAt: Date.now() - 5 * 3_600_000 });
    await doStep(dsl, caseId, 'decide', { evidence: {} });
    const decide = (await viewOf(dsl, caseId)).tasks.find(({ step }) => step === 'decide');
    expect(decide?.state).toBe('late');
  });

  it('shows a duty done after its deadline as met late, never as met', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const caseId = await anOpenCase(the.town, the.town.teacher, { drill: true });
    await forward(the.town, dsl, caseId, 5 * HOUR);
    expect((await doStep(dsl, caseId, 'decide')).status).toBe(200);
    expect((await viewOf(dsl, caseId)).tasks.find(({ step }) => step === 'decide')?.state).toBe('metLate');
  });
});

describe('taking a duty over', () => {
  const ask = (who: Awaited<ReturnType<typeof signIn>>, caseId: string, version: number, more: object = {}) =>
    who.post(`/api/cases/${caseId}/duties/decide/take-over`, {
      eventId: randomUUID(),
      version,
      reason: 'She is away.',
      ...more,
    });

  it('gives it to the head who asks, and to nobody twice', async () => {
    const head = await signIn(the.server, the.town.head);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    const version = await versionOf(head, caseId, 'decide');
    await ask(head, caseId, version).expect(200);
    const task = (await viewOf(head, caseId)).tasks[0];
    expect(task).toMatchObject({
      mine: true,
      mayTakeOver: false,
      owner: { name: 'Hal Head', role: 'Headteacher' },
    });
    problemOf(await ask(head, caseId, version), 409, 'stale');
  });

  it('says in the timeline from whom it was taken and why, and keeps the reason sealed', async () => {
    const head = await signIn(the.server, the.town.head);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    const version = await versionOf(head, caseId, 'decide');
    await ask(head, caseId, version, { reason: 'canary: she is at a funeral' }).expect(200);
    const page = (await head.get(`/api/cases/${caseId}/timeline`).expect(200)).body as {
      items: { title: string; detail: string | null }[];
    };
    const entry = page.items.find(({ title }) => title === 'Took over “Decide what to do”');
    expect(entry?.detail).toBe('From Dana Lead: “canary: she is at a funeral”');
    const [row] = await the.database.owner.run({ tenantId: the.town.trust.id, actor: 'test' }, (tx) =>
      tx.query<{ text: string }>(`select string_agg(e::text, '') as text from app.case_event e`),
    );
    expect(row?.text).not.toContain('canary');
  });

  it('tells the former owner', async () => {
    const head = await signIn(the.server, the.town.head);
    const dsl = await signIn(the.server, the.town.dsl);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    await ask(head, caseId, await versionOf(head, caseId, 'decide')).expect(200);
    await wakeUp(the.town, caseId);
    expect((await dsl.get('/api/notices')).text).toContain('was taken over by someone else');
  });

  it('says no by the rule to a leader who does not stand on the step’s ladder', async () => {
    const ceo = await signIn(the.server, the.town.ceo);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    expect(problemOf(await ask(ceo, caseId, 1), 422, 'refused').rule).toBe('notYours');
  });

  it('needs a reason', async () => {
    const head = await signIn(the.server, the.town.head);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    problemOf(await ask(head, caseId, 1, { reason: '  ' }), 400, 'badRequest');
  });
});
