import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { casePage, dutyPage, lateBoard, lateRowPage } from '@trustward/contracts';
import { describe, expect, it } from 'vitest';
import { everybody, taskOf } from './acting.ts';
import { aDragonCase } from './procedure.ts';
import { aSetting } from './setting.ts';
import type { SignedIn } from './signed-in.ts';
import { HOUR, anOpenCase, viewOf, wakeUp } from './story.ts';

const the = aSetting();
const HOUR_MS = 3_600_000;

const get = async (who: SignedIn, path: string): Promise<unknown> => (await who.get(path).expect(200)).body;
const board = async (who: SignedIn, query = '') => lateBoard.parse(await get(who, `/api/late${query}`));
const rows = async (who: SignedIn, list: 'soon' | 'drills') =>
  lateRowPage.parse(await get(who, `/api/late/${list}?limit=100`)).items;
const duties = async (who: SignedIn, list: '' | '/drills') =>
  dutyPage.parse(await get(who, `/api/duties${list}?limit=100`)).items;
const nextOf = async (who: SignedIn, caseId: string) =>
  casePage.parse(await get(who, '/api/cases?limit=100')).items.find(({ id }) => id === caseId)?.next;

type Stated = readonly { readonly caseId: string; readonly step: string; readonly state: string }[];
const statesIn = (items: Stated, caseId: string) =>
  items
    .filter((row) => row.caseId === caseId)
    .map(({ step, state }) => [step, state])
    .sort();
const breachesOf = (caseId: string) =>
  the.database.owner.run({ tenantId: the.town.trust.id, actor: 'test' }, (tx) =>
    tx.query('select step from app.breach where case_id = $1', [caseId]),
  );

/** Real cases whose decision falls due in a moment, and that moment gone by: no worker runs here. */
async function whoseTimeHasPassed(count: number): Promise<readonly string[]> {
  const inAMoment = Date.now() - 4 * HOUR_MS + 1_500;
  const cases: string[] = [];
  for (let n = 0; n < count; n++) {
    cases.push(await anOpenCase(the.town, the.town.teacher, { awareAt: inAMoment + n }));
  }
  await pause(Math.max(0, inAMoment + count + 4 * HOUR_MS + 20 - Date.now()));
  return cases;
}

describe('a duty whose time is over while no worker is there', () => {
  it('is late for everybody who looks, and nothing is breached or told before the case is woken', async () => {
    const { dsl, lead } = await everybody(the);
    const [caseId = ''] = await whoseTimeHasPassed(1);
    const seen = async () => ({
      task: (await taskOf(dsl, caseId, 'decide')).state,
      next: (await nextOf(dsl, caseId))?.state,
      mine: statesIn(await duties(dsl, ''), caseId),
      late: statesIn((await board(lead)).items, caseId),
      soon: statesIn(await rows(lead, 'soon'), caseId),
      figures: [(await board(lead)).lateNow, (await board(lead)).schools, (await board(lead)).lateSoon],
    });
    const looked = await seen();
    expect(await breachesOf(caseId)).toEqual([]);
    const decide = [['decide', 'late']];
    expect(looked).toEqual({
      task: 'late',
      next: 'late',
      mine: decide,
      late: decide,
      soon: [],
      figures: [1, 1, 0],
    });
    expect((await taskOf(dsl, caseId, 'decide')).ifLate).toMatch(
      /^Hal Head .* are being told that it is late\.$/,
    );
    await wakeUp(the.town, caseId);
    expect(await seen()).toEqual(looked);
    expect(await breachesOf(caseId)).toEqual([{ step: 'decide' }]);
    expect((await taskOf(dsl, caseId, 'decide')).ifLate).toBe(
      'Hal Head (headteacher) and Lee Trustlead (trust safeguarding lead) were told when it became late.',
    );
  });

  it('is given once over small pages, with those that have been woken', async () => {
    const { lead } = await everybody(the);
    const [first = '', , third = ''] = await whoseTimeHasPassed(4);
    await wakeUp(the.town, first);
    await wakeUp(the.town, third);
    const whole = await board(lead, '?limit=100');
    expect(whole.items).toHaveLength(whole.lateNow);
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const some = await board(lead, `?limit=1${next === '' ? '' : `&cursor=${next}`}`);
      seen.push(...some.items.map(({ caseId }) => caseId));
      next = some.next;
    }
    expect(seen).toEqual(whole.items.map(({ caseId }) => caseId));
  });
});

describe('a drill that has been moved on and not woken', () => {
  it('shows every list and page the state that each duty has by its own clock, theirs never late', async () => {
    const { dsl, lead } = await everybody(the);
    const caseId = await aDragonCase(the.town, { drill: true });
    for (const [forwardMinutes, late] of [
      [2 * HOUR, []],
      [HOUR, ['again']],
      [6 * HOUR, ['again', 'look', 'papers']],
    ] as const) {
      await dsl.post(`/api/cases/${caseId}/clock`, { eventId: randomUUID(), forwardMinutes }).expect(200);
      const page = (await viewOf(dsl, caseId)).tasks.map((task) => ({ ...task, caseId }));
      expect(page.flatMap(({ step, state }) => (state === 'late' ? [step] : [])).sort()).toEqual(late);
      expect(statesIn(await duties(dsl, '/drills'), caseId)).toEqual(statesIn(page, caseId));
      const listed = (await rows(lead, 'drills')).filter(({ state }) => state === 'late');
      expect(statesIn(listed, caseId).map(([step]) => step)).toEqual(late);
      expect((await nextOf(dsl, caseId))?.state).toBe(late.length === 0 ? 'open' : 'late');
    }
    // Each move of the clock plays the time before it.
    expect(await breachesOf(caseId)).toEqual([{ step: 'again' }]);
    const before = (await viewOf(dsl, caseId)).tasks.map(({ step, state }) => [step, state]);
    await wakeUp(the.town, caseId);
    expect((await viewOf(dsl, caseId)).tasks.map(({ step, state }) => [step, state])).toEqual(before);
    expect(await breachesOf(caseId)).toHaveLength(3);
    expect((await rows(lead, 'drills')).map(({ step }) => step)).not.toContain('police-answer');
  });
});
