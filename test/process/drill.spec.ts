import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectWholeFollowUp, followUpNotices } from './harness/expectations.ts';
import { startProcessWorld, type ProcessWorld } from './harness/process-world.ts';
import { duty, notices } from './harness/rows.ts';
import { HOUR_MS, moveClock, openDrill, openRealCase, ringSocialCare } from './harness/scenario.ts';
import { until } from './harness/until.ts';

const FOLLOW_UP = 'written-follow-up';
let world: ProcessWorld;

beforeAll(async () => {
  world = await startProcessWorld('drill');
  await world.worker().isUp('queues');
});
afterAll(() => world.end());

describe('a drill moved forward through the real server', () => {
  it('000.26 reminds at half and two hours before, and breaches at the deadline, each within seconds', async () => {
    const caseId = await openDrill(world);
    await ringSocialCare(world, caseId);
    const followUp = await duty(world, caseId, FOLLOW_UP);
    const { dueAt } = followUp;
    const expected = followUpNotices(world, followUp);
    for (const [count, hoursFromDue] of [
      [1, -13],
      [2, -11],
      [3, -1],
      [5, 1],
      [6, 25],
    ] as const) {
      await moveClock(world, caseId, dueAt + hoursFromDue * HOUR_MS);
      const seen = await until(
        'notices',
        () => notices(world, caseId, FOLLOW_UP),
        (rows) => rows.length >= count,
        10_000,
      );
      expect(seen.map(({ at }) => at)).toEqual(expected.slice(0, count).map(({ at }) => at));
    }
    await expectWholeFollowUp(world, caseId);
  });

  it('is refused to a real case, which stays where it was, by the reducer and by the database itself', async () => {
    const caseId = await openRealCase(world);
    const { dueAt } = await duty(world, caseId, 'decide');
    const { outcome, refusal } = await moveClock(world, caseId, dueAt + HOUR_MS);
    expect([outcome, refusal?.code]).toEqual(['refused', 'notADrill']);
    expect(await duty(world, caseId, 'decide')).toMatchObject({ dueAt, breachedAt: null });
    const forced = world.database.owner.run({ tenantId: world.trust.id, actor: 'test' }, (tx) =>
      tx.query('update app.case_file set clock_offset_ms = 1 where id = $1', [caseId]),
    );
    await expect(forced).rejects.toMatchObject({ constraint: 'only_a_drill_has_its_own_clock' });
  });
});
