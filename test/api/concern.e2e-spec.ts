import { randomUUID } from 'node:crypto';
import { NOW_HEADER, receipt, reportForm } from '@trustward/contracts';
import { testDatabase } from '@trustward/testing';
import type { TestDatabase } from '@trustward/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemOf, startApi } from './api-server.ts';
import type { ApiServer } from './api-server.ts';
import { signIn } from './signed-in.ts';
import { doStep } from './story.ts';
import { aTown } from './town.ts';
import type { Town } from './town.ts';

let database: TestDatabase;
let server: ApiServer;
let town: Town;

beforeAll(async () => {
  database = await testDatabase();
  server = await startApi(database);
  town = await aTown(database);
});
afterAll(async () => {
  await server.close();
  await database.close();
});

const aReport = (more: object = {}) => ({
  eventId: randomUUID(),
  schoolId: town.school.id,
  childName: 'Robin Testcase',
  yearGroup: 'Year 4',
  account: 'Said there was nothing to eat at home since Friday.',
  awareAt: new Date(Date.now() - 60_000).toISOString(),
  facts: { source: 'told-by-child', 'in-danger-now': 'no' },
  ...more,
});

const counted = async () => {
  const [row] = await database.owner.run({ tenantId: town.trust.id, actor: 'test' }, (tx) =>
    tx.query<{ cases: number; events: number; audits: number }>(
      `select (select count(*)::int from app.case_file) as cases, (select count(*)::int from app.case_event) as events,
         (select count(*)::int from app.audit where verb = 'case.open') as audits`,
    ),
  );
  return row;
};

describe('the report form', () => {
  it('offers a teacher their own school, its numbers, and the questions of the chain', async () => {
    const teacher = await signIn(server, town.teacher);
    const form = reportForm.parse((await teacher.get('/api/report-form').expect(200)).body);
    expect(form.schools.map(({ name }) => name)).toEqual(['Elm Primary School']);
    expect(form.schools[0]?.danger.numbers.length).toBeGreaterThan(1);
    expect(form.questions.map(({ fact }) => fact)).toContain('in-danger-now');
    expect(form.chain?.id).toBe('concern-about-a-child');
  });

  it('says which answer calls for the emergency numbers at once', async () => {
    const teacher = await signIn(server, town.teacher);
    const form = reportForm.parse((await teacher.get('/api/report-form').expect(200)).body);
    const dangerous = form.questions.flatMap(({ fact, options }) =>
      options.flatMap(({ code, danger }) => (danger ? [[fact, code]] : [])),
    );
    expect(dangerous).toEqual([
      ['in-danger-now', 'yes'],
      ['in-danger-now', 'unsure'],
    ]);
  });

  it('offers someone of the whole trust every school', async () => {
    const lead = await signIn(server, town.lead);
    const form = reportForm.parse((await lead.get('/api/report-form').expect(200)).body);
    expect(form.schools.map(({ name }) => name)).toEqual(['Elm Primary School', 'Oak Primary School']);
  });
});

describe('reporting a concern', () => {
  it('gives a teacher a receipt with who has it and what happens next, and no way into the case', async () => {
    const teacher = await signIn(server, town.teacher);
    const response = await teacher.post('/api/concerns', aReport()).expect(201);
    const given = receipt.strict().parse(response.body);
    expect(given.caseId).toBeNull();
    expect(given.reference).toMatch(/^[A-Z0-9]{3}-[A-Z0-9]{3}$/);
    expect(given.handledBy).toEqual({ role: 'Designated safeguarding lead', name: 'Dana Lead' });
    expect(given.next[0]).toMatchObject({ title: 'Decide what to do', who: 'Designated safeguarding lead' });
    expect(given.next[0]?.by).not.toBeNull();
    expect(given.next[0]?.ifLate).toContain('headteacher');
  });

  it('000.28 says of each next step whether it happens in any case, and puts a child’s safety first', async () => {
    const teacher = await signIn(server, town.teacher);
    const facts = { source: 'saw', 'in-danger-now': 'yes' };
    const response = await teacher.post('/api/concerns', aReport({ facts })).expect(201);
    expect(receipt.parse(response.body).next.map(({ title, onlyIf }) => [title, onlyIf])).toEqual([
      ['Make sure the child is safe now', null],
      ['Decide what to do', null],
      [
        "Ring children's social care",
        "If they decide “Refer to children's social care” or “Refer to children's social care and the police”",
      ],
    ]);
  });

  it('promises no time that is past: what was known for long says that it is late already, and to act now', async () => {
    const teacher = await signIn(server, town.teacher);
    const facts = { source: 'saw', 'in-danger-now': 'yes' };
    const awareAt = new Date(Date.now() - 3 * 3_600_000).toISOString();
    const response = await teacher.post('/api/concerns', aReport({ facts, awareAt })).expect(201);
    const { next, receivedAt } = receipt.parse(response.body);
    expect(next.slice(0, 2).map(({ by }) => (by ?? '') < receivedAt)).toEqual([true, false]);
    expect(next[0]?.ifLate).toMatch(
      /^It was due by then and is late already, so act now: if nobody has called yet, call\. If it stays late, /u,
    );
    expect(next[1]?.ifLate).toMatch(/^If it is late, /u);
  });

  it('lets a teacher open a drill', async () => {
    const teacher = await signIn(server, town.teacher);
    const response = await teacher.post('/api/concerns', aReport({ drill: true })).expect(201);
    expect(receipt.parse(response.body).drill).toBe(true);
  });

  it('lets the lead of the school open what they reported', async () => {
    const dsl = await signIn(server, town.dsl);
    const response = await dsl.post('/api/concerns', aReport()).expect(201);
    expect(receipt.parse(response.body).caseId).not.toBeNull();
  });

  it('answers the same event id with the same receipt and opens one case', async () => {
    const teacher = await signIn(server, town.teacher);
    const report = aReport();
    const first = await teacher.post('/api/concerns', report).expect(201);
    const before = await counted();
    const second = await teacher.post('/api/concerns', report).expect(201);
    expect(second.body).toEqual(first.body);
    expect(await counted()).toEqual(before);
  });

  it.each([
    ['another account', { account: 'Said so again, and more.' }],
    ['another child', { childName: 'Robin Othername' }],
    ['another answer', { facts: { source: 'saw', 'in-danger-now': 'no' } }],
    ['a drill instead', { drill: true }],
  ])('refuses %s under an id that was used, and opens and changes nothing', async (_what, other) => {
    const teacher = await signIn(server, town.teacher);
    const report = aReport();
    const first = await teacher.post('/api/concerns', report).expect(201);
    const before = await counted();
    const body = problemOf(await teacher.post('/api/concerns', { ...report, ...other }), 409, 'stale');
    expect(body.detail).toMatch(/received before, in other words/);
    expect((await teacher.post('/api/concerns', report).expect(201)).body).toEqual(first.body);
    expect(await counted()).toEqual(before);
  });

  it('tells the first receipt again after the case has moved on', async () => {
    const dsl = await signIn(server, town.dsl);
    const report = aReport();
    const first = await dsl.post('/api/concerns', report).expect(201);
    await doStep(dsl, receipt.parse(first.body).caseId ?? '', 'decide');
    expect((await dsl.post('/api/concerns', report).expect(201)).body).toEqual(first.body);
  });

  it('gives a reporter who was shut out since the receipt they had, and not a word more', async () => {
    const head = await signIn(server, town.head);
    const report = aReport();
    const first = await head.post('/api/concerns', report).expect(201);
    const caseId = receipt.parse(first.body).caseId ?? '';
    await doStep(await signIn(server, town.dsl), caseId, 'decide');
    await database.owner.run({ tenantId: town.trust.id, actor: 'test' }, (tx) =>
      tx.query(
        `insert into app.exclusion (tenant_id, case_id, person_id, cause) values ($1, $2, $3, 'subject')`,
        [town.trust.id, caseId, town.head.id],
      ),
    );
    const before = await counted();
    expect((await head.post('/api/concerns', report).expect(201)).body).toEqual(first.body);
    problemOf(await head.post('/api/concerns', { ...report, account: 'Other.' }), 409, 'stale');
    problemOf(await head.get(`/api/cases/${caseId}`), 404, 'notFound');
    expect(await counted()).toEqual(before);
  });

  it('tells nobody else that an id was used for a report, nor gives them its receipt', async () => {
    const report = aReport();
    await (await signIn(server, town.teacher)).post('/api/concerns', report).expect(201);
    const other = await signIn(server, town.deputy);
    const { text } = await other.post('/api/concerns', report);
    expect(text).not.toMatch(/received before|reference/);
  });

  it('keeps of the words a keyed digest only, which is another for the same words under another id', async () => {
    const teacher = await signIn(server, town.teacher);
    const reports = [aReport(), aReport()];
    for (const report of reports) await teacher.post('/api/concerns', report).expect(201);
    const rows = await database.owner.run({ tenantId: town.trust.id, actor: 'test' }, (tx) =>
      tx.query<{ mac: string }>(
        `select encode(report_mac, 'hex') as mac from app.case_file where opening_event = any($1::uuid[])`,
        [reports.map(({ eventId }) => eventId)],
      ),
    );
    expect(new Set(rows.map(({ mac }) => mac)).size).toBe(2);
  });

  it('opens one case for one event id sent eight times at once', async () => {
    const teacher = await signIn(server, town.teacher);
    const report = aReport();
    const before = await counted();
    const answers = await Promise.all(Array.from({ length: 8 }, () => teacher.post('/api/concerns', report)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 201));
    expect(new Set(answers.map(({ body }) => receipt.parse(body).reference)).size).toBe(1);
    expect((await counted())?.cases).toBe((before?.cases ?? 0) + 1);
  });

  it('names the field and the reason when something is missing', async () => {
    const teacher = await signIn(server, town.teacher);
    const body = problemOf(
      await teacher.post('/api/concerns', aReport({ childName: ' ' })),
      400,
      'badRequest',
    );
    expect(body.fields).toEqual([{ field: 'childName', reason: 'Enter the child’s name' }]);
  });

  it.each([
    ['an answer the chain does not offer', { facts: { source: 'guessed', 'in-danger-now': 'no' } }],
    ['a time that lies in the future', { awareAt: new Date(Date.now() + 3_600_000).toISOString() }],
    ['a local authority that does not exist', { authorityId: randomUUID() }],
  ])('refuses %s by the rule, and opens nothing', async (_what, more) => {
    const teacher = await signIn(server, town.teacher);
    const before = await counted();
    const body = problemOf(await teacher.post('/api/concerns', aReport(more)), 422, 'refused');
    expect(body.rule).toBeTruthy();
    expect(await counted()).toEqual(before);
  });

  it('says what the time is with a refusal too: the clock of the device may be wrong', async () => {
    const teacher = await signIn(server, town.teacher);
    const awareAt = new Date(Date.now() + 3_600_000).toISOString();
    const answer = await teacher.post('/api/concerns', aReport({ awareAt }));
    expect(problemOf(answer, 422, 'refused').rule).toBe('future');
    expect(Math.abs(Date.parse(answer.headers[NOW_HEADER] ?? '') - Date.now())).toBeLessThan(60_000);
  });

  it.each([
    ['both', {}, ['How do you know?', 'Is the child in danger now?']],
    ['whether the child is in danger', { source: 'saw' }, ['Is the child in danger now?']],
  ])(
    '000.28 refuses a report that leaves open %s, and names what is to answer',
    async (_what, facts, left) => {
      const teacher = await signIn(server, town.teacher);
      const before = await counted();
      const body = problemOf(await teacher.post('/api/concerns', aReport({ facts })), 422, 'refused');
      expect(body.rule).toBe('unansweredQuestion');
      for (const question of left) expect(body.detail).toContain(question);
      expect(await counted()).toEqual(before);
    },
  );

  it('000.28 brings up the danger duty where whoever reports is not sure', async () => {
    const teacher = await signIn(server, town.teacher);
    const facts = { source: 'saw', 'in-danger-now': 'unsure' };
    const answer = await teacher.post('/api/concerns', aReport({ facts })).expect(201);
    expect(JSON.stringify(answer.body)).toContain('Make sure the child is safe now');
  });

  it('refuses a school the reporter has nothing to do with, as if it were not there', async () => {
    const teacher = await signIn(server, town.teacher);
    problemOf(await teacher.post('/api/concerns', aReport({ schoolId: town.other.id })), 404, 'notFound');
    problemOf(await teacher.post('/api/concerns', aReport({ schoolId: randomUUID() })), 404, 'notFound');
  });

  it.each([
    'tenantId',
    'status',
    'state',
    'dueAt',
    'role',
    'reporterId',
    'caseId',
    'version',
    'clockOffsetMs',
  ])('refuses a report that sets %s, which is not the reporter’s to set', async (field) => {
    const teacher = await signIn(server, town.teacher);
    problemOf(await teacher.post('/api/concerns', aReport({ [field]: town.other.id })), 400, 'badRequest');
  });

  it('records the report in the audit, and keeps its words out of every readable column', async () => {
    const teacher = await signIn(server, town.teacher);
    await teacher
      .post('/api/concerns', aReport({ account: 'canary-account', childName: 'Canary Childname' }))
      .expect(201);
    const [row] = await database.owner.run({ tenantId: town.trust.id, actor: 'test' }, (tx) =>
      tx.query<{ text: string; audits: number }>(
        `select concat((select string_agg(c::text, '') from app.case_file c), (select string_agg(e::text, '')
           from app.case_event e), (select string_agg(a::text, '') from app.audit a)) as text,
         (select count(*)::int from app.audit where verb = 'case.open') as audits`,
      ),
    );
    expect(row?.audits).toBeGreaterThan(0);
    expect(row?.text).not.toMatch(/canary/i);
    expect(server.log.join('')).not.toMatch(/canary/i);
  });
});
