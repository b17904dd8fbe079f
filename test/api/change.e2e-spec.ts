import { randomUUID } from 'node:crypto';
import { changeBoard, changePage } from '@trustward/contracts';
import type { Change } from '@trustward/contracts';
import { aPerson, aSchool } from '@trustward/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { timeline } from './acting.ts';
import { problemOf } from './api-server.ts';
import { at, changesBy, changesOf, closedAround, DAY, dayIn } from './changing.ts';
import { asOwner } from './mailed.ts';
import { PASSWORD_HASH } from './password.ts';
import { publish } from './procedure.ts';
import { SCHOOL_DAYS } from './school-days.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';
import { anOpenCase, wakeUp } from './story.ts';

const the = aSetting();
const { awayUntil, carriedOut, dueOf, looksAt, pokes, forgetPokes } = changesOf(the);
let admin: SignedIn;
let colleague: SignedIn;

const closedSoon = () => closedAround(the.town.school.id);
const { parsed, draft, read, putAside, carryOut, apply, applied, throughWith } = changesBy(
  the,
  () => admin,
  () => [admin, colleague],
);
const wakeOf = async (caseId: string): Promise<number> => {
  const sql = 'select app.ms(next_wake) as at from app.case_file where tenant_id = $1 and id = $2';
  return (await asOwner<{ at: number }>(the, sql, caseId))[0]?.at ?? expect.fail('Nothing wakes it.');
};
const page = async (query = '') =>
  changePage.strict().parse((await admin.get(`/api/changes${query}`).expect(200)).body);

beforeAll(async () => {
  admin = await signIn(the.server, the.town.administrator);
  const cora = aPerson(the.town.trust).named('Cora Central').withPasswordHash(PASSWORD_HASH);
  colleague = await signIn(the.server, await cora.as('trustAdministrator').create());
  await publish(the.town, SCHOOL_DAYS);
});

describe('an edit of a school’s calendar', () => {
  it('says what would come of it before anything is changed, then does just that, to no drill, and to cases to come', async () => {
    const { town } = the;
    const open = () => anOpenCase(town, town.teacher, { chainId: 'school-days', facts: {} });
    const caseId = await open();
    const drill = await anOpenCase(town, town.teacher, { chainId: 'school-days', facts: {}, drill: true });
    const { due: before } = await dueOf(caseId, 'look');
    const ofDrill = await dueOf(drill, 'look');
    const drafted = await draft(closedSoon());
    expect(drafted).toMatchObject({ state: 'counting', version: 1, of: 'Elm Primary School' });

    const counted = await carryOut(drafted);
    expect(counted).toMatchObject({ state: 'counted', moved: 1, earlier: 0, late: 0, total: 1, done: 1 });
    expect(counted.sentence).toBe('Moves 1 deadline.');
    expect((await dueOf(caseId, 'look')).due).toBe(before);

    await forgetPokes();
    const alone = await admin.post(`/api/changes/${counted.id}/apply`, { version: counted.version });
    expect(problemOf(alone, 422, 'refused')).toMatchObject({ rule: 'ownAct' });
    expect((await applied(counted)).state).toBe('applying');
    const done = await carryOut(counted);
    expect(done).toMatchObject({ state: 'applied', moved: 1, nearest: counted.nearest });
    expect(done.sentence).toBe('Moved 1 deadline.');
    const { due: after } = await dueOf(caseId, 'look');
    expect([{ was: new Date(before).toISOString(), is: new Date(after).toISOString() }]).toEqual(
      counted.nearest,
    );
    expect(await pokes()).toEqual([]);
    expect(await dueOf(drill, 'look')).toEqual(ofDrill);

    const dsl = await signIn(the.server, town.dsl);
    const titles = (await timeline(dsl, caseId)).map(({ title }) => title);
    expect(titles).toContain('The calendar has changed');
    expect((await dueOf(await open(), 'look')).due).toBe(after);
  });

  it('that brings deadlines nearer says which become late, and pokes their cases alone, nearest first', async () => {
    const { town } = the;
    const opening = { chainId: 'school-days', facts: {} };
    await anOpenCase(town, town.teacher, { ...opening, awareAt: Date.now() - DAY });
    const past = await anOpenCase(town, town.teacher, { ...opening, awareAt: Date.now() - 12 * DAY });
    const drafted = await draft({ ...closedSoon(), closedDays: [] });
    const counted = await carryOut(drafted);
    expect(counted).toMatchObject({ state: 'counted', total: 4, moved: 4, earlier: 4, late: 1 });
    expect(counted.sentence).toBe('Moves 4 deadlines; 1 become late.');
    await forgetPokes();
    await applied(counted);
    const done = await carryOut(counted);
    expect(done.sentence).toBe('Moved 4 deadlines; 1 became late.');
    const poked = await pokes();
    // What is late by it is late in the same event; its case is woken when that is told of again.
    expect(poked).toHaveLength(4);
    expect(poked).toContain(past);
    const wakes = await Promise.all(poked.map(wakeOf));
    expect(wakes).toEqual(wakes.toSorted((one, other) => one - other));
  });

  it('is counted anew, and not applied, where a case has moved on or somebody was quicker', async () => {
    const { town } = the;
    const [one, other] = [await draft(closedSoon()), await draft(closedSoon(), colleague)];
    const [first, second] = [await carryOut(one), await carryOut(other)];
    await anOpenCase(town, town.teacher, { chainId: 'school-days', facts: {} });
    const movedOn = problemOf(await apply(first), 409, 'stale');
    expect(movedOn.detail).toBe(
      '1 case has moved on since this was counted. Nothing was applied; what comes of it is being counted again.',
    );
    problemOf(await apply(first), 409, 'stale');
    const again = await carryOut(first);
    expect(again).toMatchObject({ state: 'counted', version: 2, total: first.total + 1 });
    await applied(again);
    problemOf(await apply(second), 422, 'refused');
    await carryOut(again);
    expect(problemOf(await apply(second), 409, 'stale').detail).toMatch(
      /^Somebody else has edited this meanwhile/,
    );
    await applied(again);
  });

  it('stands on the board as it is now', async () => {
    const board = changeBoard.strict().parse((await admin.get('/api/changes/board').expect(200)).body);
    const { terms, closedDays } = closedSoon();
    const [elm, oak] = board.schools;
    expect(elm).toMatchObject({ name: 'Elm Primary School', days: { terms, closedDays, opensAt: null } });
    expect(oak?.days).toEqual({ terms: [], closedDays: [], opensAt: null });
    expect(board.people).toContainEqual(expect.objectContaining({ name: 'Dana Lead', awayUntil: null }));
  });

  it('is found again as it was counted, before what was applied, and says whose it is; the list comes in pages', async () => {
    const { terms, closedDays } = closedSoon();
    const edit = { kind: 'calendar', days: { terms, closedDays: closedDays.slice(1), opensAt: null } };
    const began = Date.now();
    const mine = await draft({ ...closedSoon(), closedDays: closedDays.slice(1) }, colleague);
    const counted = await carryOut(mine);
    expect(Date.parse(counted.madeAt)).toBeGreaterThan(began - 60_000);
    const first = await page('?limit=1');
    expect(first.items).toEqual([{ ...counted, by: 'Cora Central', edit, of: 'Elm Primary School' }]);
    const listed = (await page()).items;
    expect(listed.map(({ state }) => state)).toEqual(['counted', 'applied', 'applied', 'applied']);
    const all = [...first.items];
    for (let next = first.next; next !== null;) {
      const more = await page(`?limit=1&cursor=${next}`);
      all.push(...more.items);
      next = more.next;
    }
    expect(all).toEqual(listed);
  });

  it('is put aside by whoever may apply it, or by drafting it anew, and is then applied no more', async () => {
    const open = (await page()).items.filter(({ state }) => state === 'counted');
    for (const one of open) await putAside(one).expect(200);
    const [first = expect.fail('none is open')] = open;
    expect(parsed((await putAside(first, colleague).expect(200)).body).state).toBe('aside');
    expect(problemOf(await apply(first), 409, 'stale').detail).toMatch(/^This was put aside meanwhile/);
    const before = await draft(closedSoon());
    const others = await draft(closedSoon(), colleague);
    const anew = await draft(closedSoon());
    expect(await carryOut(before)).toMatchObject({ state: 'aside' });
    const still = (await page()).items.filter(({ state }) => state !== 'applied');
    expect(still.map(({ id }) => id)).toEqual([anew.id, others.id]);
    await putAside(others).expect(200);
    await applied(await carryOut(anew));
    problemOf(await putAside(anew), 409, 'stale');
    await carryOut(anew);
  });

  it('is refused with a sentence where its terms are none', async () => {
    const edit = { ...closedSoon(), terms: [{ from: dayIn(5), to: dayIn(1) }] };
    const answer = await admin.post('/api/changes', { eventId: randomUUID(), ...edit });
    expect(problemOf(answer, 422, 'refused').detail).toMatch(/^Each term ends on or after its first day/);
  });
});

describe('a day on which offices are closed', () => {
  it('to all moves the deadlines of every school but for floors, outlasts edits of its days, and is opened again for an authority’s', async () => {
    const { town } = the;
    const caseId = await anOpenCase(town, town.teacher, { chainId: 'school-days', facts: {} });
    const { due } = await dueOf(caseId, 'look');
    const floor = await anOpenCase(town, town.teacher, { chainId: 'school-floor', facts: {} });
    expect((await dueOf(floor, 'look')).due).toBe(due);
    const board = changeBoard.strict().parse((await admin.get('/api/changes/board').expect(200)).body);
    const { authority, days } = board.schools[0] ?? expect.fail('There is no school.');
    const same = { kind: 'calendar', schoolId: town.school.id, ...days };
    const before = await carryOut(await draft(same, colleague));
    const day = new Date(due - 1).toISOString().slice(0, 10);
    const closed = { kind: 'closedDay', day, authorityId: null, isClosed: true };
    const counted = await carryOut(await draft(closed));
    expect(counted).toMatchObject({ of: 'Elmbrook Trust', edit: closed, earlier: 0 });
    expect(counted.moved).toBeGreaterThan(0);
    await applied(counted);
    expect((await carryOut(counted)).moved).toBe(counted.moved);
    const { due: later } = await dueOf(caseId, 'look');
    expect(later).toBeGreaterThan(due);
    const { id: added } = await aSchool(town.trust, 'Ash Primary School');
    const theirs = `select snapshot -> 'officesClosed' as days from app.school_calendar
      where tenant_id = $1 and school_id = any($2::uuid[])`;
    const [ash, elm] = await asOwner(the, `${theirs} order by published_at desc limit 2`, [
      added,
      town.school.id,
    ]);
    expect(ash).toEqual(elm);
    expect((await dueOf(floor, 'look')).due).toBe(due);
    problemOf(await apply(before), 409, 'stale');
    expect((await throughWith(before)).moved).toBe(0);
    expect((await throughWith(await draft(same))).moved).toBe(0);
    const open = { ...closed, authorityId: authority.id, isClosed: false };
    const opened = { of: authority.name, earlier: counted.moved };
    expect(await throughWith(await draft(open))).toMatchObject(opened);
    expect((await throughWith(await draft(same))).moved).toBe(0);
    expect((await dueOf(caseId, 'look')).due).toBe(due);
    const again = await admin.post('/api/changes', { ...open, eventId: randomUUID() });
    expect(problemOf(again, 422, 'refused').detail).toBe('Offices are open on that day already.');
  });

  it('is refused with a sentence where it is over, or a bank holiday', async () => {
    const refused = async (day: string, isClosed: boolean) => {
      const edit = { eventId: randomUUID(), kind: 'closedDay', day, authorityId: null, isClosed };
      return problemOf(await admin.post('/api/changes', edit), 422, 'refused').detail;
    };
    expect(await refused(dayIn(-1), true)).toBe('That day is over.');
    expect(await refused('2035-12-25', false)).toBe('Offices are closed on bank holidays anyhow.');
  });
});

describe('an absence', () => {
  it('says whose duties go to somebody else, hands them over once and gives them back', async () => {
    const { town } = the;
    const caseId = await anOpenCase(town, town.teacher);
    expect((await dueOf(caseId, 'decide')).owner).toBe(town.dsl.id);
    const until = at(3);
    const counted = await carryOut(
      await draft({ kind: 'absence', personId: town.dsl.id, from: null, until }),
    );
    expect(counted.of).toBe('Dana Lead');
    expect(counted.sentence).toMatch(/^Moves no deadline; \d+ duties get another owner\.$/);
    expect((await dueOf(caseId, 'decide')).owner).toBe(town.dsl.id);
    await applied(counted);
    expect((await carryOut(counted)).handed).toBe(counted.handed);
    expect((await dueOf(caseId, 'decide')).owner).toBe(town.deputy.id);
    expect(await awayUntil(town.dsl.id)).toBe(until);
    await throughWith(await draft({ kind: 'absence', personId: town.dsl.id, from: null, until: null }));
    expect((await dueOf(caseId, 'decide')).owner).toBe(town.dsl.id);
    expect(await awayUntil(town.dsl.id)).toBeNull();
    const events = `select type, count(*)::int as count from app.case_event where tenant_id = $1 and case_id = $2
      and type in ('peopleChanged', 'timePassed') group by type`;
    expect(await asOwner(the, events, caseId)).toEqual([{ type: 'peopleChanged', count: 2 }]);
  });

  it('says first what it leaves with nobody, and that is no other owner', async () => {
    const { town } = the;
    const caseId = await anOpenCase(town, town.teacher);
    const { people } = changeBoard.parse((await admin.get('/api/changes/board').expect(200)).body);
    const until = at(1);
    const absent = async (personId: string, to: string | null): Promise<Change> => {
      const counted = await carryOut(await draft({ kind: 'absence', personId, from: null, until: to }));
      await applied(counted);
      await carryOut(counted);
      return counted;
    };
    const said: Change[] = [];
    for (const { id } of people) said.push(await absent(id, until));
    expect((await dueOf(caseId, 'decide')).owner).toBeNull();
    const left = said.filter(({ unowned }) => unowned > 0);
    for (const { unowned, sentence } of left) {
      const leaves = `^Leaves ${unowned} dut(y|ies) with nobody who can do (it|them); moves`;
      expect(sentence).toMatch(new RegExp(leaves));
    }
    expect(left.length).toBeGreaterThan(0);
    for (const { id } of people) await absent(id, null);
    expect((await dueOf(caseId, 'decide')).owner).toBe(town.dsl.id);
  });

  it('that begins later waits, whoever looks too early, for its instant, reaches every case by itself, and wakes them when it ends', async () => {
    const { town } = the;
    const caseId = await anOpenCase(town, town.teacher);
    const beginsAt = Date.now() + 6_000;
    const [from, until] = [beginsAt, beginsAt + 1_500].map((at) => new Date(at).toISOString());
    const absence = { kind: 'absence', personId: town.dsl.id, from, until };
    const counted = await carryOut(await draft(absence));
    expect(counted.handed).toBeGreaterThan(0);
    expect(counted.sentence).toMatch(
      /^When it begins, as cases stand now: moves no deadline; \d+ duties get another owner\.$/,
    );
    await forgetPokes();
    expect((await applied(counted)).state).toBe('waiting');
    expect(await looksAt(counted)).toEqual([{ at: beginsAt }]);
    expect(await awayUntil(town.dsl.id)).toBeNull();
    await forgetPokes();
    expect(await carryOut(counted)).toMatchObject({ state: 'waiting', edit: { from, until } });
    expect(await looksAt(counted)).toEqual([{ at: beginsAt }]);
    expect((await dueOf(caseId, 'decide')).owner).toBe(town.dsl.id);
    const since = await anOpenCase(town, town.teacher);
    expect((await dueOf(since, 'decide')).owner).toBe(town.dsl.id);
    await expect.poll(async () => (await carryOut(counted)).state).toBe('applied');
    expect(Date.now()).toBeGreaterThanOrEqual(beginsAt);
    for (const each of [caseId, since]) expect((await dueOf(each, 'decide')).owner).toBe(town.deputy.id);
    expect(await awayUntil(town.dsl.id)).toBe(until);
    expect(problemOf(await putAside(counted), 409, 'stale').detail).toMatch(/^This was applied meanwhile/);
    const poked = async () => {
      await carriedOut(counted);
      return pokes();
    };
    await forgetPokes();
    await expect.poll(poked).toEqual(expect.arrayContaining([caseId, since]));
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(until ?? ''));
    await wakeUp(town, caseId);
    expect((await dueOf(caseId, 'decide')).owner).toBe(town.dsl.id);
  });

  it('that begins later is taken back before it does, and comes beside one that there is', async () => {
    const { town } = the;
    const enter = async (from: string | null, until: string): Promise<Change> => {
      const counted = await carryOut(await draft({ kind: 'absence', personId: town.head.id, from, until }));
      return await applied(counted);
    };
    const leave = await enter(at(5), at(9));
    await carryOut(await enter(null, at(1)));
    const ending = 'select from app.absence where tenant_id = $1 and person_id = $2 and until_at > now()';
    const ahead = async () => (await asOwner(the, ending, town.head.id)).length;
    expect(await ahead()).toBe(2);
    expect(parsed((await putAside(leave, colleague).expect(200)).body).state).toBe('aside');
    expect(await ahead()).toBe(1);
    expect((await carryOut(leave)).state).toBe('aside');
  });

  it('is refused with a sentence where it has no end ahead', async () => {
    for (const [from, until] of [
      [at(2), null],
      [at(2), at(1)],
      [null, at(-1)],
    ] as const) {
      const absence = { kind: 'absence', personId: the.town.dsl.id, from, until, eventId: randomUUID() };
      expect(problemOf(await admin.post('/api/changes', absence), 422, 'refused').detail).toMatch(/absence/);
    }
  });

  it('counts no case for whoever is kept from it, and is applied to it all the same', async () => {
    const { town } = the;
    const caseId = await anOpenCase(town, town.teacher);
    const kept = `insert into app.exclusion (tenant_id, case_id, person_id, cause) values ($1, $2, $3, 'subject')`;
    const until = at(1);
    const seen = await carryOut(await draft({ kind: 'absence', personId: town.dsl.id, from: null, until }));
    await asOwner(the, kept, caseId, town.administrator.id);
    expect(await read(seen)).toMatchObject({ total: seen.total - 1, handed: seen.handed - 1 });
    await throughWith(seen);
    expect((await dueOf(caseId, 'decide')).owner).toBe(town.deputy.id);
  });
});
