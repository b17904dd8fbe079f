import { randomUUID } from 'node:crypto';
import { noticePage } from '@trustward/contracts';
import { describe, expect, it } from 'vitest';
import { on } from './acting.ts';
import { problemOf } from './api-server.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';
import { HOUR, anOpenCase, forward, viewOf, wakeUp } from './story.ts';

const the = aSetting();

const notices = async (who: SignedIn, query = '') =>
  noticePage.strict().parse((await who.get(`/api/notices${query}`).expect(200)).body);

describe('what a person was told', () => {
  it('carries a reference, a step and a time, and never a name', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    await wakeUp(the.town, caseId);
    const response = await dsl.get('/api/notices').expect(200);
    const { items, unseen } = noticePage.parse(response.body);
    expect(unseen).toBe(1);
    expect(items[0]).toMatchObject({
      caseId,
      because: 'newDuty',
      sentence: '“Decide what to do” is yours to do.',
      seenAt: null,
    });
    for (const name of ['Testcase', 'Robin', 'R.T.', 'Tessa']) expect(response.text).not.toContain(name);
  });

  it('reminds the owner at half, and tells the head and the trust’s lead when it is late, once each', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const caseId = await anOpenCase(the.town, the.town.teacher, { drill: true });
    expect((await on(dsl, caseId, 'decide', 'acknowledge')).status).toBe(200);
    await forward(the.town, dsl, caseId, 5 * HOUR);
    await wakeUp(the.town, caseId);
    const of = async (who: SignedIn) =>
      (await notices(who, '?limit=100')).items
        .filter((each) => each.caseId === caseId)
        .map(({ because }) => because);
    expect((await of(dsl)).sort()).toEqual(['newDuty', 'reminder']);
    expect(await of(await signIn(the.server, the.town.head))).toEqual(['breach']);
    expect(await of(await signIn(the.server, the.town.lead))).toEqual(['breach']);
  });

  it('is ticked off by its reader alone, and that clears no duty', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const head = await signIn(the.server, the.town.head);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    await wakeUp(the.town, caseId);
    const ids = (await notices(dsl)).items.map(({ id }) => id);
    await head.post('/api/notices/seen', { ids }).expect(204);
    expect((await notices(dsl)).unseen).toBeGreaterThan(0);
    await dsl.post('/api/notices/seen', { ids: [...ids.slice(0, 99), randomUUID()] }).expect(204);
    const after = await notices(dsl);
    expect(after.unseen).toBe(0);
    expect(after.items.every(({ seenAt }) => seenAt !== null)).toBe(true);
    expect((await viewOf(dsl, caseId)).tasks[0]?.state).toBe('open');
  });

  it('counts what is new of drills apart, so that a rehearsal never looks like something to do', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const before = await notices(dsl);
    await wakeUp(the.town, await anOpenCase(the.town, the.town.teacher, { drill: true }));
    const { unseen, unseenDrills } = await notices(dsl);
    expect({ unseen, unseenDrills }).toEqual({
      unseen: before.unseen,
      unseenDrills: before.unseenDrills + 1,
    });
    await wakeUp(the.town, await anOpenCase(the.town, the.town.teacher));
    expect((await notices(dsl)).unseen).toBe(before.unseen + 1);
  });

  it('comes once over small pages, newest first', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    for (let n = 0; n < 4; n++) await wakeUp(the.town, await anOpenCase(the.town, the.town.teacher));
    const whole = (await notices(dsl, '?limit=100')).items.map(({ id }) => id);
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const some = await notices(dsl, `?limit=2${next === '' ? '' : `&cursor=${next}`}`);
      seen.push(...some.items.map(({ id }) => id));
      next = some.next;
    }
    expect(seen).toEqual(whole);
  });

  it('3.12 brings the time of a duty for a diary, with no word of it, to its reader alone and while it is owed', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const head = await signIn(the.server, the.town.head);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    await wakeUp(the.town, caseId);
    const [notice] = (await notices(dsl)).items;
    const file = (who: SignedIn, of = notice) => who.get(`/api/notices/${of?.id ?? ''}/due.ics`);
    const { text, headers } = await file(dsl).expect(200);
    expect(headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="due.ics"',
      'cache-control': 'no-store',
    });
    const { clock } = (await viewOf(dsl, caseId)).tasks[0] ?? {};
    expect(text).toContain(`UID:${notice?.id ?? ''}\r\n`);
    expect(text).toContain(`DTSTART:${(clock?.due ?? '').replace(/[-:]|\.\d{3}/g, '')}\r\n`);
    expect(text).not.toMatch(new RegExp(`${caseId}|${notice?.reference ?? ''}|Decide|Testcase|R\\.T\\.`));
    problemOf(await file(head), 404, 'notFound');
    problemOf(await dsl.get(`/api/notices/${randomUUID()}/due.ics`), 404, 'notFound');
    await wakeUp(the.town, await anOpenCase(the.town, the.town.teacher, { drill: true }));
    problemOf(await file(dsl, (await notices(dsl)).items[0]), 404, 'notFound');
  });

  it.each([[[]], [['x']], [Array.from({ length: 101 }, () => randomUUID())]])(
    'refuses to tick off %j',
    async (ids) => {
      const dsl = await signIn(the.server, the.town.dsl);
      problemOf(await dsl.post('/api/notices/seen', { ids }), 400, 'badRequest');
    },
  );
});
