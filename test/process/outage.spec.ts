import { aCase } from '@trustward/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { Past } from '../api/past.ts';
import { FOLLOW_UP, aWorker, killWorkers, pause } from './harness/drills.ts';
import { startMailServer } from './harness/mail-server.ts';
import type { MailServer } from './harness/mail-server.ts';
import { startProcessWorld, type ProcessWorld } from './harness/process-world.ts';
import { duty, query } from './harness/rows.ts';
import { HOUR_MS, done } from './harness/scenario.ts';
import { until } from './harness/until.ts';

const AFTER_S = 3;
let world: ProcessWorld;
let mail: MailServer;
beforeAll(async () => {
  world = await startProcessWorld('outage');
  mail = await startMailServer();
});
afterAll(async () => {
  await world.end();
  await mail.end();
});
afterEach(() => killWorkers(world));

const worker = () =>
  aWorker(world, { TRUSTWARD_OUTAGE_SECONDS: String(AFTER_S), TRUSTWARD_SMTP_URL: mail.url });
/** A real case whose decision is due in a moment. */
const dueIn = async (ms: number): Promise<string> => {
  const { trust, people, school } = world;
  return (await aCase(trust, people.teacher, school, { awareAt: Date.now() - 4 * HOUR_MS + ms })).caseId;
};

interface Breach {
  readonly at: number;
  readonly what: string | null;
  readonly since: number | null;
  readonly until: number | null;
}
const breachOf = (caseId: string, step: string): Promise<Breach[]> =>
  query(
    world,
    `select app.ms(b.at) as at, b.outage_what as what, app.ms(o.since) as since, app.ms(o.until) as until
     from app.breach b left join platform.outage o on (o.what, o.since) = (b.outage_what, b.outage_since)
     where b.tenant_id = $1 and b.case_id = $2 and b.step = $3`,
    caseId,
    step,
  );
const deliveries = (caseId: string, step: string): Promise<{ because: string; state: string; n: number }[]> =>
  query(
    world,
    `select because, state, cardinality(told_to) as n from app.delivery
     where tenant_id = $1 and case_id = $2 and step = $3 order by at, because`,
    caseId,
    step,
  );
const allTold = (caseId: string, step: string, count: number) =>
  until(
    'everything told',
    () => deliveries(caseId, step),
    (rows) => rows.length === count && rows.every(({ state }) => state === 'sent' || state === 'superseded'),
  );
/** How many letters about what became late each person was sent, over all cases. */
const lettersOfBreaches = async (cases: readonly string[]) =>
  query<{ person: string; n: number }>(
    world,
    `select m.person_id as person, count(*)::integer as n from app.message m
     join app.delivery d on d.tenant_id = m.tenant_id and d.id = m.delivery_id
     where m.tenant_id = $1 and d.because = 'breach' and m.case_id = any($2::uuid[]) group by 1`,
    cases,
  );

describe('while Temporal is out of reach', () => {
  it('000.26 acts go on, each deadline is played at its own instant on return, late by outage who was not told', async () => {
    await worker();
    const told = await dueIn(12_000);
    await allTold(told, 'decide', 1);
    await world.killTemporal();
    const untold = await dueIn(8_000);
    const decided = await dueIn(3_600_000);
    const { dsl, head, lead } = world.people;
    await done(world, dsl, decided, 'decide', ['reason', 'others'], 'refer');
    expect((await duty(world, decided, 'verbal-referral')).state).toBe('open');
    const [first, second] = [await duty(world, untold, 'decide'), await duty(world, told, 'decide')];
    await pause(Math.max(first.dueAt, second.dueAt) + 1_500 - Date.now());
    expect(await breachOf(untold, 'decide')).toEqual([]);
    await world.startTemporal();
    for (const caseId of [untold, told]) {
      expect(
        (await allTold(caseId, 'decide', 2)).map(({ because, state, n }) => [because, state, n]),
      ).toEqual([
        ['newDuty', 'sent', 1],
        ['breach', 'sent', 2],
      ]);
    }
    await until(
      'the outage written down',
      () => breachOf(untold, 'decide'),
      ([breach]) => typeof breach?.until === 'number',
    );
    const [late] = await breachOf(untold, 'decide');
    expect(late).toMatchObject({ at: first.dueAt, what: 'reminders' });
    expect(late?.since).toBeLessThan(first.dueAt);
    expect(late?.until).toBeGreaterThan(second.dueAt);
    expect(await breachOf(told, 'decide')).toMatchObject([{ at: second.dueAt, what: null }]);
    // Each breach in the portal of each leader, and one letter for both.
    const letters = await lettersOfBreaches([untold, told]);
    expect(letters.sort(byPerson)).toEqual(
      [head, lead].map(({ id }) => ({ person: id, n: 1 })).sort(byPerson),
    );
  });
});

describe('while the worker was away for a day', () => {
  it('000.26 every breach is told, of its reminders the latest, and leaders get one letter, not a storm', async () => {
    const { trust, school, people } = world;
    const past = new Past({ trust, school, ...people });
    const cases = await Promise.all([past.rang(30), past.rang(29.5), past.rang(29)]);
    await world.database.ownerPlatform.query(
      `update platform.pulse set at = app.at($1) where what = 'reminders'`,
      [past.at(28.5)],
    );
    const before = mail.letters.length;
    await worker();
    for (const caseId of cases) {
      expect(
        (await allTold(caseId, FOLLOW_UP, 4)).map(({ because, state, n }) => [because, state, n]),
      ).toEqual([
        ['newDuty', 'sent', 1],
        ['reminder', 'superseded', 0],
        ['reminder', 'sent', 1],
        ['breach', 'sent', 2],
      ]);
      const { dueAt } = await duty(world, caseId, FOLLOW_UP);
      expect(await breachOf(caseId, FOLLOW_UP)).toMatchObject([{ at: dueAt, what: 'reminders' }]);
    }
    const { head, lead } = people;
    expect((await lettersOfBreaches(cases)).sort(byPerson)).toEqual(
      [head, lead].map(({ id }) => ({ person: id, n: 1 })).sort(byPerson),
    );
    const gathered = mail.letters.slice(before).filter(({ words }) => words.includes('reminders waited'));
    expect(gathered.map(({ to }) => to).sort()).toEqual([head.email, lead.email].sort());
    for (const { words } of gathered) expect(words).not.toMatch(/referral|Robin|cases\//i);
  });
});

const byPerson = (a: { person: string }, b: { person: string }) => a.person.localeCompare(b.person);
