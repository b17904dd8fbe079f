import { lateBoard, lateRowPage } from '@trustward/contracts';
import { describe, expect, it } from 'vitest';
import { on } from './acting.ts';
import { problemOf } from './api-server.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';
import { HOUR, anOpenCase, doStep, forward, sendDone, viewOf, wakeUp } from './story.ts';

const the = aSetting();
const HOUR_MS = 3_600_000;

const board = async (who: SignedIn, query = '') =>
  lateBoard.strict().parse((await who.get(`/api/late${query}`).expect(200)).body);

const rowsOf = async (who: SignedIn, list: 'soon' | 'drills', query = '') =>
  lateRowPage.strict().parse((await who.get(`/api/late/${list}${query}`).expect(200)).body);

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
    expect((await rowsOf(lead, 'soon')).items.map(({ caseId }) => caseId)).toEqual([soon]);
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

  it('says why it became late as the record does, though its owner has opened it since', async () => {
    const lead = await signIn(the.server, the.town.lead);
    const dsl = await signIn(the.server, the.town.dsl);
    const caseId = await aLateCase(6);
    await viewOf(dsl, caseId);
    expect((await board(lead)).items.find((row) => row.caseId === caseId)?.why).toBe('Not opened');
  });

  it('says that the owner has opened it once they have acted, whatever page they acted from', async () => {
    const lead = await signIn(the.server, the.town.lead);
    const dsl = await signIn(the.server, the.town.dsl);
    const caseId = await anOpenCase(the.town, the.town.teacher);
    await sendDone(dsl, caseId, 'decide', { version: 1 }).expect(200);
    const row = (await rowsOf(lead, 'soon', '?limit=100')).items.find((each) => each.caseId === caseId);
    expect(row).toMatchObject({ owner: { name: 'Dana Lead' }, why: 'Opened, not done' });
  });

  it('law 1: gives nobody the number of whoever was kept from the case a moment ago, before it is woken', async () => {
    const lead = await signIn(the.server, the.town.lead);
    const { dsl, trust } = the.town;
    await the.database.owner.run({ tenantId: trust.id, actor: 'test' }, async (tx) => {
      const place = { table: 'person', column: 'sealed', row: dsl.id };
      const sealed = tx.keys.people.seal(place, { name: dsl.name, email: dsl.email, phone: '020 7946 0100' });
      await tx.query('update app.person set sealed = $3 where tenant_id = $1 and id = $2', [
        ...[trust.id, dsl.id],
        sealed,
      ]);
    });
    const caseId = await aLateCase(6);
    const phone = async () => (await board(lead)).items.find((row) => row.caseId === caseId)?.phone;
    expect(await phone()).toBe('020 7946 0100');
    await the.database.owner.run({ tenantId: trust.id, actor: 'test' }, (tx) =>
      tx.query(
        `insert into app.exclusion (tenant_id, case_id, person_id, cause) values ($1, $2, $3, 'subject')`,
        [trust.id, caseId, dsl.id],
      ),
    );
    expect(await phone()).toBeNull();
  });

  it('lists a late drill and counts it in no figure', async () => {
    const lead = await signIn(the.server, the.town.lead);
    const before = await board(lead);
    const dsl = await signIn(the.server, the.town.dsl);
    const drill = await anOpenCase(the.town, the.town.teacher, { drill: true });
    await forward(the.town, dsl, drill, 40 * HOUR);
    const after = await board(lead);
    expect(after.items).toEqual(before.items.map((row) => ({ ...row, now: expect.any(String) as string })));
    expect((await rowsOf(lead, 'drills')).items.map(({ caseId }) => caseId)).toContain(drill);
    const lateFor = (await rowsOf(lead, 'drills', '?limit=100')).items.map(
      ({ now, due }) => Date.parse(now) - Date.parse(due),
    );
    // A second at most, by which the clocks of two drills are read apart.
    lateFor.slice(1).forEach((late, n) => expect(late).toBeLessThanOrEqual((lateFor[n] ?? 0) + 1_000));
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
      lateNow: 0,
      lateSoon: 0,
      schools: 0,
      longestMinutes: null,
    });
    const otherHead = await signIn(the.server, the.town.otherHead);
    for (const list of ['soon', 'drills'] as const) {
      expect((await rowsOf(otherHead, list)).items).toEqual([]);
    }
    for (const who of [the.town.dsl, the.town.teacher, the.town.administrator, the.town.governor]) {
      const asking = await signIn(the.server, who);
      for (const list of ['', '/soon', '/drills']) {
        problemOf(await asking.get(`/api/late${list}`), 403, 'notAllowed');
      }
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

  it('law 2: counts what was late and then left out as not in time, and its row says that it was late', async () => {
    const [dsl, head, lead] = await Promise.all(
      [the.town.dsl, the.town.head, the.town.lead].map((who) => signIn(the.server, who)),
    );
    if (!dsl || !head || !lead) throw new Error('somebody could not sign in');
    const before = (await board(lead)).writtenInTime;
    const awareAt = Date.now() - 60 * HOUR_MS;
    const caseId = await anOpenCase(the.town, the.town.teacher, { awareAt });
    await doStep(dsl, caseId, 'decide');
    const toldAt = new Date(Date.now() - 40 * HOUR_MS).toISOString();
    const told = {
      team: 'Westmere hub',
      toldName: 'J. Osei',
      toldAt,
      said: 'No food at home; they look at it today',
      number: '01632 960 100',
    };
    expect((await doStep(dsl, caseId, 'verbal-referral', { evidence: told })).status).toBe(200);
    await wakeUp(the.town, caseId);
    const moved = { reason: 'child-moved', why: 'They have moved.' };
    expect((await on(dsl, caseId, 'written-follow-up', 'waive', moved)).status).toBe(200);
    expect((await on(head, caseId, 'written-follow-up', 'agree', { to: 'waiver' })).status).toBe(200);
    expect((await board(lead)).writtenInTime).toEqual({
      met: before?.met ?? 0,
      recordedLate: 0,
      all: (before?.all ?? 0) + 1,
    });
    const row = (await viewOf(dsl, caseId)).tasks.find(({ step }) => step === 'written-follow-up');
    expect(row?.state).toBe('waived');
    expect(Date.parse(row?.lateSince ?? '')).toBe(Date.parse(toldAt) + 24 * HOUR_MS);
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

  it('shows what is really late on its first page, however many drills are later, and every drill on theirs', async () => {
    const lead = await signIn(the.server, the.town.lead);
    const real = await aLateCase(7);
    for (let n = 0; n < 4; n++) {
      const awareAt = Date.now() - (200 + n) * HOUR_MS;
      await wakeUp(the.town, await anOpenCase(the.town, the.town.teacher, { awareAt, drill: true }));
    }
    const { items, lateNow } = await board(lead, '?limit=100');
    expect(items.some(({ drill }) => drill)).toBe(false);
    expect(items.map(({ caseId }) => caseId)).toContain(real);
    expect(items).toHaveLength(lateNow);
    const [first] = (await board(lead, '?limit=1')).items;
    expect(first?.drill).toBe(false);
    const seen: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const some = await rowsOf(lead, 'drills', `?limit=2${next === '' ? '' : `&cursor=${next}`}`);
      expect(some.items.every(({ drill }) => drill)).toBe(true);
      seen.push(...some.items.map(({ caseId, step }) => `${caseId}/${step}`));
      next = some.next;
    }
    const whole = (await rowsOf(lead, 'drills', '?limit=100')).items;
    expect(seen).toEqual(whole.map(({ caseId, step }) => `${caseId}/${step}`));
    expect(seen.length).toBeGreaterThan(3);
  });

  it('gives over small pages every duty that soon is late', async () => {
    const lead = await signIn(the.server, the.town.lead);
    for (let n = 0; n < 3; n++) await anOpenCase(the.town, the.town.teacher);
    const { lateSoon } = await board(lead);
    const seen = new Set<string>();
    for (let next: string | null = ''; next !== null;) {
      const some = await rowsOf(lead, 'soon', `?limit=1${next === '' ? '' : `&cursor=${next}`}`);
      for (const { caseId, step, drill } of some.items) if (!drill) seen.add(`${caseId}/${step}`);
      next = some.next;
    }
    expect(seen.size).toBe(lateSoon);
  });
});
