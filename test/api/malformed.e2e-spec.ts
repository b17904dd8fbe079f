import { randomUUID } from 'node:crypto';
import { problem } from '@trustward/contracts';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { asking, problemOf } from './api-server.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';
import { anOpenCase } from './story.ts';

const the = aSetting();
let dsl: SignedIn;
let caseId: string;

beforeAll(async () => {
  dsl = await signIn(the.server, the.town.dsl);
  caseId = await anOpenCase(the.town, the.town.teacher, { drill: true });
});

/** A body that is right, so that one thing at a time can be made wrong. */
const WRITES: Readonly<Record<string, () => { path: string; body: object }>> = {
  concerns: () => ({
    path: '/api/concerns',
    body: {
      eventId: randomUUID(),
      schoolId: the.town.school.id,
      childName: 'Robin Testcase',
      yearGroup: 'Year 4',
      account: 'As it was.',
      awareAt: new Date(Date.now() - 60_000).toISOString(),
      facts: { source: 'saw', 'in-danger-now': 'no' },
      drill: false,
    },
  }),
  done: () => ({
    path: `/api/cases/${caseId}/duties/decide/done`,
    body: {
      eventId: randomUUID(),
      version: 99,
      outcome: 'refer',
      evidence: { reason: 'Because.', others: 'None.' },
    },
  }),
  takeOver: () => ({
    path: `/api/cases/${caseId}/duties/decide/take-over`,
    body: { eventId: randomUUID(), version: 99, reason: 'Because.' },
  }),
  acknowledge: () => ({
    path: `/api/cases/${caseId}/duties/decide/acknowledge`,
    body: { eventId: randomUUID(), version: 99 },
  }),
  handOver: () => ({
    path: `/api/cases/${caseId}/duties/decide/hand-over`,
    body: { eventId: randomUUID(), version: 99, to: randomUUID(), reason: 'Because.' },
  }),
  waive: () => ({
    path: `/api/cases/${caseId}/duties/decide/waive`,
    body: { eventId: randomUUID(), version: 99, reason: 'child-moved', why: 'Because.' },
  }),
  decline: () => ({
    path: `/api/cases/${caseId}/duties/decide/decline`,
    body: { eventId: randomUUID(), version: 99, to: 'waiver', reason: 'Because.' },
  }),
  release: () => ({
    path: `/api/cases/${caseId}/holds/quiet/ask-release`,
    body: { eventId: randomUUID(), reason: 'Because.' },
  }),
  keepHold: () => ({
    path: `/api/cases/${caseId}/holds/quiet/decline-release`,
    body: { eventId: randomUUID(), reason: 'Because.' },
  }),
  clock: () => ({ path: `/api/cases/${caseId}/clock`, body: { eventId: randomUUID(), forwardMinutes: 1 } }),
  seen: () => ({ path: '/api/notices/seen', body: { ids: [randomUUID()] } }),
};

const NASTY: readonly unknown[] = [
  null,
  true,
  -1,
  1e308,
  '',
  ' ',
  '\u0000',
  '\ud800',
  'x'.repeat(20_000),
  "'; drop table app.case_file; --",
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '9999999-12-31T23:59:59.999Z',
  '+275760-09-13T00:00:00.001Z',
  [],
  [[]],
  {},
  { toString: 'x' },
  { $ne: null },
];
const anything = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 50 }),
);

/** Well formed or not, an answer is a success or a problem that is the caller's, never a fault of ours. */
function isAsItShould(status: number, text: string): void {
  expect(status, text).toBeLessThan(500);
  if (status < 400) return;
  problem.strict().parse(JSON.parse(text));
  expect(text).not.toMatch(/node_modules|\bat \w+ \(|select |insert /);
}

describe.each(Object.keys(WRITES))('a write that is wrong: %s', (name) => {
  const right = () => (WRITES[name] ?? (() => ({ path: '', body: {} })))();

  it('is refused with a problem whichever field holds whatever', async () => {
    const fields = Object.keys(right().body);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...fields), anything, async (field, value) => {
        const { path, body } = right();
        const { status, text } = await dsl.post(path, { ...body, [field]: value });
        isAsItShould(status, text);
      }),
      { numRuns: 80 },
    );
  });

  it('is refused with a problem whatever the body is', async () => {
    await fc.assert(
      fc.asyncProperty(anything, async (value) => {
        const { status, text } = await asking(the.server)
          .post(right().path)
          .set('cookie', dsl.cookie)
          .set('x-csrf-token', dsl.me.csrfToken)
          .set('content-type', 'application/json')
          .send(JSON.stringify(value) ?? '');
        expect(status).toBe(400);
        isAsItShould(status, text);
      }),
      { numRuns: 40 },
    );
  });

  it('is refused when a field is missing', async () => {
    const optional = ['drill', 'outcome'];
    for (const field of Object.keys(right().body).filter((each) => !optional.includes(each))) {
      const { path, body } = right();
      const rest = Object.fromEntries(Object.entries(body).filter(([key]) => key !== field));
      const { status, text } = await dsl.post(path, rest);
      expect([field, status]).toEqual([field, 400]);
      expect(text).toContain(field);
      const { detail, fields = [] } = problem.parse(JSON.parse(text));
      expect(detail).toMatch(/^[A-Z“].*[.]$/);
      for (const { reason } of fields) expect(reason).toMatch(/^[A-Z]/);
    }
  });
});

describe('a question that is wrong', () => {
  const LISTS = [
    '/api/duties',
    '/api/duties/drills',
    '/api/cases',
    '/api/late',
    '/api/late/soon',
    '/api/late/drills',
    '/api/notices',
  ];

  it.each([...LISTS, 'timeline'])(
    'is answered with a problem whatever stands in the query of %s',
    async (list) => {
      const path = list === 'timeline' ? `/api/cases/${caseId}/timeline` : list;
      const lead = await signIn(the.server, the.town.lead);
      const cursor = fc.oneof(
        fc.string({ maxLength: 60 }),
        fc
          .jsonValue({ maxDepth: 2 })
          .map((value) => Buffer.from(JSON.stringify(value)).toString('base64url')),
        fc
          .tuple(fc.integer(), fc.uuid(), fc.string({ maxLength: 10 }))
          .map((key) => Buffer.from(JSON.stringify(key)).toString('base64url')),
        fc
          .tuple(fc.maxSafeInteger(), fc.uuid())
          .map((key) => Buffer.from(JSON.stringify(key)).toString('base64url')),
      );
      await fc.assert(
        fc.asyncProperty(cursor, fc.oneof(fc.integer(), fc.string({ maxLength: 5 })), async (from, limit) => {
          const query = new URLSearchParams({ cursor: from, limit: String(limit) });
          const { status, text } = await lead.get(`${path}?${query.toString()}`);
          isAsItShould(status, text);
        }),
        { numRuns: 60 },
      );
    },
  );

  it('is answered with a problem whatever stands where an id belongs', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ minLength: 1, maxLength: 40, unit: 'binary' }), async (bad) => {
        const part = encodeURIComponent(bad.replace(/[\ud800-\udfff/]/g, '') || 'x');
        for (const path of [`/api/cases/${part}`, `/api/cases/${part}/timeline`]) {
          const { status, text } = await dsl.get(path);
          isAsItShould(status, text);
          expect(status).toBeGreaterThanOrEqual(400);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a character that PostgreSQL cannot keep', () => {
  const cursorOf = (...key: unknown[]) => Buffer.from(JSON.stringify(key)).toString('base64url');

  it('is refused in an e-mail address with a sentence', async () => {
    const body = { email: 'a\u0000b@example.test', password: 'x' };
    problemOf(await asking(the.server).post('/api/sign-in').send(body), 400, 'badRequest');
  });

  it.each(['childName', 'account'])('is refused in the %s of a report', async (field) => {
    const right = WRITES['concerns']?.();
    const sent = await dsl.post('/api/concerns', { ...right?.body, [field]: 'a\u0000b' });
    expect(problemOf(sent, 400, 'badRequest').detail).toContain('cannot be seen');
  });

  it.each(['childName', 'account'])('as half of one is not, in the %s of a report', async (field) => {
    const right = WRITES['concerns']?.();
    const sent = await dsl.post('/api/concerns', { ...right?.body, [field]: 'Robin \ud83d' });
    expect(problemOf(sent, 400, 'badRequest').detail).toBe(
      `“${field}” has half of a character in it, which cannot be kept.`,
    );
  });

  it('nor half of one in what a step is answered with', async () => {
    const right = WRITES['done']?.();
    const body = { ...right?.body, evidence: { reason: 'Because \udc00.' } };
    const sent = await dsl.post(right?.path ?? '', body);
    expect(problemOf(sent, 400, 'badRequest').detail).toMatch(/^“evidence.reason” has half of a character/);
  });

  it('nor anything else that cannot be seen, or turns what follows, is taken in a name or a short answer', async () => {
    const right = WRITES['concerns']?.();
    const sent = await dsl.post('/api/concerns', { ...right?.body, childName: 'Robin\u202Ehtims' });
    const { fields } = problemOf(sent, 400, 'badRequest');
    expect(fields).toEqual([{ field: 'childName', reason: 'Leave out characters that cannot be seen' }]);
    const blank = await dsl.post('/api/concerns', { ...right?.body, childName: '\u200B\u2060' });
    expect(problemOf(blank, 400, 'badRequest').detail).toBe('Enter the child’s name.');
  });

  it('is refused in every cursor', async () => {
    const lead = await signIn(the.server, the.town.lead);
    const step = cursorOf(1, randomUUID(), 'a\u0000b');
    problemOf(await lead.get(`/api/duties?cursor=${step}`), 400, 'badRequest');
    problemOf(await lead.get(`/api/late?cursor=${step}`), 400, 'badRequest');
    const key = cursorOf(1, 1, 'a\u0000b');
    problemOf(await lead.get(`/api/cases/${caseId}/timeline?cursor=${key}`), 400, 'badRequest');
  });
});

describe('a body that is not UTF-8', () => {
  const post = (type: string, body: string | Buffer) =>
    asking(the.server)
      .post(WRITES['concerns']?.().path ?? '')
      .set('cookie', dsl.cookie)
      .set('x-csrf-token', dsl.me.csrfToken)
      .set('content-type', type)
      .serialize((bytes: unknown) => bytes as string)
      .send(body);
  const right = () => JSON.stringify(WRITES['concerns']?.().body);

  it('is refused where its bytes are none', async () => {
    const latin1 = Buffer.from(right().replace('As it was.', 'Café.'), 'latin1');
    const { detail } = problemOf(await post('application/json', latin1), 400, 'badRequest');
    expect(detail).toBe('The body is not UTF-8.');
  });

  it('is refused where it says so', async () => {
    for (const charset of ['latin1', 'utf-16', '"iso-8859-1"']) {
      const sent = await post(`application/json; charset=${charset}`, right());
      expect(problemOf(sent, 415, 'badRequest').detail).toBe('Send the body in UTF-8.');
    }
  });

  it('is taken as UTF-8, said or not', async () => {
    for (const type of [
      'application/json',
      'application/json; charset=UTF-8',
      'application/json;charset="utf-8"',
    ]) {
      expect((await post(type, right())).status).toBe(201);
    }
  });
});

describe('a time centuries ago', () => {
  it('is refused as the time when a concern became known', async () => {
    const right = WRITES['concerns']?.();
    const sent = await dsl.post('/api/concerns', { ...right?.body, awareAt: '0001-01-01T00:00:00Z' });
    expect(problemOf(sent, 422, 'refused').rule).toBe('tooLongAgo');
  });

  it('may stand in a cursor: a list goes on past it', async () => {
    const lead = await signIn(the.server, the.town.lead);
    for (const at of [-62_135_596_800_000, -210_866_803_200_000]) {
      const cursor = Buffer.from(JSON.stringify([at, randomUUID(), 'decide'])).toString('base64url');
      await lead.get(`/api/late?cursor=${cursor}`).expect(200);
    }
  });
});
