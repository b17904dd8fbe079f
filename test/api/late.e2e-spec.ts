import { lateBoard } from '@trustward/contracts';
import { describe, expect, it } from 'vitest';
import { problemOf } from './api-server.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';
import { HOUR, anOpenCase, doStep, forward, viewOf, wakeUp } from './story.ts';

const the = aSetting();
const HOUR_MS = 3_600_000;

const board = async (who: SignedIn, query = '') =>
  lateBoard.strict().parse((await who.get(`/api/late${query}`).expect(200)).body);

const aLateCase = async (hoursAgo: number) => {
  const caseId = await anOpenCase(the.town, the.town.teacher, { awareAt: Date.now() - hoursAgo * HOUR_MS });
  await wakeUp(the.town, caseId);
  return caseId;
};

describe('the leaders’ board', () => {
  it('opens on the people who need help, the latest first, with why and whom to ring', async () => {
    const lead = await signIn(the.server, the.town.lead);
    const less = await aLateCase(5);
    const more = await aLateCase(9);
    const soon = await anOpenCase(the.town, the.town.teacher);
    const shown = await board(lead);
    expect(shown.items.map(({ caseId }) => caseId)).toEqual([more, less]);
    expect(shown.soon.map(({ caseId }) => caseId)).toEqual([soon]);
    expect(shown).toMatchObject({
      lateNow: 2,
      lateSoon: 1,
      schools: 1,
      longestMinutes: 300,
      writtenInTime: null,
    });
    expect(shown.items[0]).toMatchObject({
      title: 'Decide what to do',
      state: 'late',
      owner: { name: 'Dana Lead', role: 'Designated safeguarding lead' },
      why: 'Not opened',
      mayTakeOver: true,
      mayOpen: true,
    });
  });

  it('says that the owner has opened it, once they have', async () => {
    const lead = await signIn(the.server, the.town.lead);
    const dsl = await signIn(the.server, the.town.dsl);
    const caseId = await aLateCase(6);
    await viewOf(dsl, caseId);
    expect((await board(lead)).items.find((row) => row.caseId === caseId)?.why).toBe('Opened, not done');
  });

  it('lists a late drill and counts it in no figure', async () => {
    const lead = await signIn(the.server, the.town.lead);
    const before = await board(lead);
    const dsl = await signIn(the.server, the.town.dsl);
    const drill = await anOpenCase(the.town, the.town.teacher, { drill: true });
    await forward(the.town, dsl, drill, 40 * HOUR);
    const after = await board(lead);
    expect(after.items.some((row) => row.caseId === drill && row.drill)).toBe(true);
    const figures = ({ lateNow, lateSoon, schools, longestMinutes, writtenInTime }: typeof after) => ({
      lateNow,
      lateSoon,
      schools,
      longestMinutes: (longestMinutes ?? 0) > 0,
      writtenInTime,
    });
    expect(figures(after)).toEqual(figures(before));
  });

  it('shows a chief executive the board and not the cases, a head their own school, others nothing', async () => {
    const ceo = await board(await signIn(the.server, the.town.ceo));
    expect(ceo.items.length).toBeGreaterThan(0);
    expect(ceo.items.some((row) => row.mayOpen || row.mayTakeOver)).toBe(false);
    expect((await board(await signIn(the.server, the.town.head))).items.length).toBeGreaterThan(0);
    const other = await board(await signIn(the.server, the.town.otherHead));
    expect(other).toMatchObject({
      items: [],
      soon: [],
      lateNow: 0,
      lateSoon: 0,
      schools: 0,
      longestMinutes: null,
    });
    for (const who of [the.town.dsl, the.town.teacher, the.town.administrator, the.town.governor]) {
      problemOf(await (await signIn(the.server, who)).get('/api/late'), 403, 'notAllowed');
    }
  });

  it('000.26 counts written follow-ups of real cases: how many were in time', async () => {
    const dsl = await signIn(the.server, the.town.dsl);
    const lead = await signIn(the.server, the.town.lead);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    await doStep(dsl, caseId, 'decide');
    await doStep(dsl, caseId, 'verbal-referral');
    await doStep(dsl, caseId, 'written-follow-up');
    expect((await board(lead)).writtenInTime).toEqual({ met: 1, recordedLate: 0, all: 1 });
  });

  it('gives every late duty once over small pages', async () => {
    const lead = await signIn(the.server, the.town.lead);
    for (let n = 5; n < 9; n++) await aLateCase(n);
    const whole = (await board(lead, '?limit=100')).items.map(({ caseId }) => caseId);
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const some = await board(lead, `?limit=2${next === '' ? '' : `&cursor=${next}`}`);
      seen.push(...some.items.map(({ caseId }) => caseId));
      next = some.next;
    }
    expect(seen).toEqual(whole);
  });
});
