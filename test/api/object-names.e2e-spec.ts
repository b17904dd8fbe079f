import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { asking, problemOf } from './api-server.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';
import { anOpenCase, viewOf } from './story.ts';

const the = aSetting();

/** As text: an object of JavaScript cannot carry them all. */
const send = (who: SignedIn, path: string, body: string) =>
  asking(the.server)
    .post(path)
    .set('cookie', who.cookie)
    .set('x-csrf-token', who.me.csrfToken)
    .set('content-type', 'application/json')
    .send(body);

const withField = (body: object, where: string, name: string): string =>
  JSON.stringify(body).replace(`"${where}":{`, `"${where}":{"${name}":"yes",`);

const NAMES = ['constructor', 'prototype', 'toString', 'hasOwnProperty', '__proto__', '__defineGetter__'];

describe.each(NAMES)('a field named as every object’s own: %s', (name) => {
  it('is refused in a report, by its name, and opens nothing', async () => {
    const teacher = await signIn(the.server, the.town.teacher);
    const report = {
      eventId: randomUUID(),
      schoolId: the.town.school.id,
      childName: 'Robin Testcase',
      yearGroup: 'Year 4',
      account: 'As it was.',
      awareAt: new Date(Date.now() - 60_000).toISOString(),
      facts: { source: 'saw', 'in-danger-now': 'no' },
    };
    const answer = await send(teacher, '/api/concerns', withField(report, 'facts', name));
    const refused =
      answer.status === 422 ? problemOf(answer, 422, 'refused') : problemOf(answer, 400, 'badRequest');
    expect(refused.detail).toContain(name);
    await send(teacher, '/api/concerns', JSON.stringify(report)).expect(201);
  });

  it('is refused in evidence, by its name, and does nothing', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    const done = { eventId: randomUUID(), version: 1, outcome: 'refer', evidence: { reason: 'Because.' } };
    const path = `/api/cases/${caseId}/duties/decide/done`;
    const { fields } = problemOf(await send(dsl, path, withField(done, 'evidence', name)), 400, 'badRequest');
    expect(fields?.map(({ field }) => field)).toEqual([`evidence.${name}`]);
    expect((await viewOf(dsl, caseId)).tasks.map(({ state }) => state)).toEqual(['open']);
  });
});
