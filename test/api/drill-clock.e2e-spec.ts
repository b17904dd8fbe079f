import { randomUUID } from 'node:crypto';
import { actResult } from '@trustward/contracts';
import { describe, expect, it } from 'vitest';
import { problemOf } from './api-server.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';
import { HOUR, anOpenCase, forward, viewOf, wakeUp } from './story.ts';

const the = aSetting();

describe('the clock of a drill', () => {
  const move = (who: SignedIn, caseId: string, more: object = {}) =>
    who.post(`/api/cases/${caseId}/clock`, { eventId: randomUUID(), forwardMinutes: HOUR, ...more });

  it('can be moved forward, and everything between comes at its own instant', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const caseId = await anOpenCase(the.town, the.town.teacher, { drill: true });
    const before = await viewOf(dsl, caseId);
    expect(before.mayMoveClock).toBe(true);
    await forward(the.town, dsl, caseId, 24 * HOUR);
    const after = await viewOf(dsl, caseId);
    expect(Date.parse(after.now) - Date.parse(before.now)).toBeGreaterThanOrEqual(24 * 3_600_000);
    expect(after.tasks[0]?.state).toBe('late');
  });

  it('says that it is catching up until what fell due has been played, and not before it was moved', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const caseId = await anOpenCase(the.town, the.town.teacher, { drill: true });
    expect((await viewOf(dsl, caseId)).catchingUp).toBe(false);
    const { version } = actResult.parse(
      (await move(dsl, caseId, { forwardMinutes: 24 * HOUR }).expect(200)).body,
    );
    expect(await viewOf(dsl, caseId)).toMatchObject({ version, catchingUp: true });
    await wakeUp(the.town, caseId);
    expect((await viewOf(dsl, caseId)).catchingUp).toBe(false);
  });

  it('is moved once by one move sent several times at once, and by each of several, as far as they ask', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const caseId = await anOpenCase(the.town, the.town.teacher, { drill: true });
    const ahead = async () => Math.round((Date.parse((await viewOf(dsl, caseId)).now) - Date.now()) / 60_000);
    const same = { eventId: randomUUID(), forwardMinutes: 5 };
    for (const moves of [[same, same, same], [{}, {}, {}].map(() => ({ forwardMinutes: 5 }))]) {
      const answers = await Promise.all(moves.map((one) => move(dsl, caseId, one)));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    }
    expect(await ahead()).toBe(20);
  });

  it('is whoever’s who opened the drill, owes something in it or leads there; page and route say the same', async () => {
    const { town, server } = the;
    const opened = await anOpenCase(town, town.head, { drill: true });
    const owned = await anOpenCase(town, town.teacher, { drill: true });
    const real = await anOpenCase(town, town.teacher);
    for (const person of [town.dsl, town.deputy, town.head, town.lead]) {
      const who = await signIn(server, person);
      for (const caseId of [opened, owned]) {
        expect((await viewOf(who, caseId)).mayMoveClock).toBe(true);
        await move(who, caseId, { forwardMinutes: 1 }).expect(200);
      }
      expect((await viewOf(who, real)).mayMoveClock).toBe(false);
      problemOf(await move(who, real), 422, 'refused');
    }
    for (const person of [town.otherDsl, town.otherHead, town.ceo]) {
      const who = await signIn(server, person);
      await who.get(`/api/cases/${owned}`).expect(404);
      problemOf(await move(who, owned), 404, 'notFound');
    }
    for (const person of [town.teacher, town.administrator, town.governor]) {
      const who = await signIn(server, person);
      await who.get(`/api/cases/${owned}`).expect(403);
      problemOf(await move(who, owned), 403, 'notAllowed');
    }
  });

  it('is theirs who owe something in it, also without a post that leads', async () => {
    const { town, server } = the;
    const ceo = await signIn(server, town.ceo);
    const caseId = await anOpenCase(town, town.teacher, { drill: true });
    const [task] = (await viewOf(await signIn(server, town.dsl), caseId)).tasks;
    await the.database.owner.run({ tenantId: town.trust.id, actor: 'test' }, async (tx) => {
      // Nothing but being the owner lets the chief executive in, so the case is made theirs by hand.
      const owner = { person: town.ceo.id, role: 'ceo' };
      await tx.query(`update app.duty set owner_person = $3 where tenant_id = $1 and case_id = $2`, [
        tx.tenantId,
        caseId,
        town.ceo.id,
      ]);
      await tx.query(
        `update app.case_file set state = jsonb_set(state, array['duties', $3, 'owner'], $4::jsonb)
         where tenant_id = $1 and id = $2`,
        [tx.tenantId, caseId, task?.step, JSON.stringify(owner)],
      );
    });
    expect((await viewOf(ceo, caseId)).mayMoveClock).toBe(true);
    await move(ceo, caseId, { forwardMinutes: 1 }).expect(200);
  });

  it('of a real case is refused by the rule, and nothing is written', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    const before = await viewOf(dsl, caseId);
    expect(problemOf(await move(dsl, caseId), 422, 'refused').rule).toBe('notADrill');
    expect((await viewOf(dsl, caseId)).version).toBe(before.version);
  });

  it.each([0, -60, 1.5, 366 * 24 * 60 + 1, 'soon'])(
    'cannot be moved by %s minutes',
    async (forwardMinutes) => {
      const dsl = await signIn(the.server, the.town.dsl);
      const caseId = await anOpenCase(the.town, the.town.teacher, { drill: true });
      problemOf(await move(dsl, caseId, { forwardMinutes }), 400, 'badRequest');
    },
  );

  it('moves once for one event id', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const caseId = await anOpenCase(the.town, the.town.teacher, { drill: true });
    const eventId = randomUUID();
    await move(dsl, caseId, { eventId }).expect(200);
    const once = Date.parse((await viewOf(dsl, caseId)).now);
    expect((await move(dsl, caseId, { eventId }).expect(200)).body).toMatchObject({ repeated: true });
    expect(Date.parse((await viewOf(dsl, caseId)).now) - once).toBeLessThan(60_000);
    await wakeUp(the.town, caseId);
  });
});
