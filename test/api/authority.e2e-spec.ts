import { randomUUID } from 'node:crypto';
import { authorityBoard, caseView, changePage, receipt, reportForm } from '@trustward/contracts';
import type { Change } from '@trustward/contracts';
import { loadAuthorityLayers } from '@trustward/packs';
import { beforeAll, describe, expect, it } from 'vitest';
import { timeline } from './acting.ts';
import { problemOf } from './api-server.ts';
import { at, changesBy, changesOf } from './changing.ts';
import { asOwner } from './mailed.ts';
import { publish } from './procedure.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';
import { anOpenCase } from './story.ts';

const the = aSetting();
const { dueOf, pokes, forgetPokes } = changesOf(the);
const londonTime = (at: number): string =>
  new Date(at).toLocaleTimeString('en-GB', { timeZone: 'Europe/London', timeStyle: 'short' });
let admin: SignedIn;
let dsl: SignedIn;

const westmere = () => the.town.trust.authorityId;
const { draft, read, carryOut, apply, applied, secondOf, throughWith } = changesBy(the, () => admin);
const held = (what: object) => ({
  kind: 'authority',
  authorityId: westmere(),
  hours: null,
  limits: {},
  ...what,
});
const counted = async (what: object): Promise<Change> => carryOut(await draft(held(what)));
const board = async () => {
  const { authorities } = authorityBoard
    .strict()
    .parse((await admin.get('/api/authorities').expect(200)).body);
  return authorities.find(({ id }) => id === westmere()) ?? expect.fail('Westmere is not there.');
};
/** What Westmere lays down, with a small procedure of its own: a length that it sets, and a day that ends with its office's. */
const LADDER = ['dsl', 'deputyDsl', 'headteacher', 'trustSafeguardingLead', 'ceo', 'trustChair'];
const WESTMERE = {
  ...loadAuthorityLayers().find(({ id }) => id === 'westmere'),
  version: 2,
  values: { visitHome: { is: { workingDays: 3 }, title: 'The child is visited at home' } },
  chains: [
    {
      language: 2,
      id: 'visit-home',
      version: 1,
      title: 'A visit to a child at home',
      sentence: 'Made for a test.',
      about: 'child',
      steps: [
        {
          id: 'visit',
          title: 'Visit the child',
          sentence: 'Made for a test.',
          owner: LADDER,
          clock: {
            within: { workingDays: 3 },
            from: 'awareness',
            setBy: 'visitHome',
            close: { at: '17:00' },
          },
          late: [
            {
              tell: ['headteacher', 'trustSafeguardingLead', 'ceo', 'trustChair'],
              every: { workingDays: 1 },
            },
          ],
          evidence: [{ id: 'seen', kind: 'note', label: 'What you saw' }],
        },
      ],
    },
  ],
};
const aVisit = (more: object = {}): Promise<string> =>
  anOpenCase(the.town, the.town.teacher, { chainId: 'visit-home', facts: {}, ...more });

beforeAll(async () => {
  admin = await signIn(the.server, the.town.administrator);
  dsl = await signIn(the.server, the.town.dsl);
  await publish(the.town, WESTMERE);
});

describe('what a trust holds of a local authority', () => {
  it('its limits and hours move what is owed once it was shown what comes of it, poke what is nearer, and are put back', async () => {
    const caseId = await aVisit();
    const drill = await aVisit({ drill: true });
    const { due } = await dueOf(caseId, 'visit');
    const ofDrill = await dueOf(drill, 'visit');
    const limits = { visitHome: '2 working days' };
    const hours = 'Monday to Thursday, 9:00 to 17:00; Friday, 9:00 to 15:30';
    const shown = await counted({ hours, limits });
    expect(shown).toMatchObject({
      state: 'counted',
      of: 'Westmere Council',
      edit: { ...held({ hours }), limits: [{ title: 'The child is visited at home', is: '2 working days' }] },
      total: 1,
      moved: 1,
      earlier: 1,
    });
    expect(shown.sentence).toBe('Moves 1 deadline.');
    expect((await dueOf(caseId, 'visit')).due).toBe(due);
    await forgetPokes();
    await applied(shown);
    expect((await carryOut(shown)).sentence).toBe('Moved 1 deadline.');
    const { due: sooner } = await dueOf(caseId, 'visit');
    expect(sooner).toBeLessThan(due);
    expect([due, sooner].map(londonTime)).toEqual(['17:00', '15:30']);
    expect(await pokes()).toEqual([caseId]);
    expect(await dueOf(drill, 'visit')).toEqual(ofDrill);
    expect((await timeline(dsl, caseId)).map(({ title }) => title)).toContain(
      'The local authority’s time limits or hours have changed',
    );
    const view = caseView.parse((await dsl.get(`/api/cases/${caseId}`).expect(200)).body);
    expect(view.tasks[0]?.clock).toMatchObject({ rule: 'within 2 working days', setBy: 'Westmere Council' });
    const visited = { code: 'visitHome', theirs: '3 working days', ours: '2 working days' };
    expect((await board()).limits).toContainEqual(expect.objectContaining(visited));
    const since = await aVisit();
    expect((await dueOf(since, 'visit')).due).toBe(sooner);

    expect((await board()).hours).toEqual({ theirs: 'Monday to Friday, 8:30 to 17:00', ours: hours });
    const form = reportForm.parse((await dsl.get('/api/report-form').expect(200)).body);
    const [hub, night] = form.schools[0]?.danger.numbers ?? [];
    expect(hub).toMatchObject({ note: hours, hours: { outside: false } });
    expect(hub?.hours?.spans[1]).toEqual({ days: [5], from: '09:00', to: '15:30' });
    expect(night?.hours).toEqual({ spans: hub?.hours?.spans, outside: true });

    const back = await counted({});
    expect(back).toMatchObject({ total: 2, moved: 2, earlier: 0 });
    await throughWith(back);
    for (const one of [caseId, since]) expect((await dueOf(one, 'visit')).due).toBe(due);
    expect((await board()).limits.every(({ ours }) => ours === null)).toBe(true);
  });

  it('is refused with a sentence where a floor would be loosened, a case stranded, or it is no limit and no hours', async () => {
    const ask = (what: object) => admin.post('/api/changes', { eventId: randomUUID(), ...held(what) });
    const refused = async (what: object) => problemOf(await ask(what), 422, 'refused').detail;
    expect(await refused({ limits: { makeSafe: '2 hours' } })).toMatch(
      /says no more than 30 minutes, as a floor/,
    );
    expect(await refused({ limits: { visitHome: 'soon' } })).toMatch(/^“soon” is no length of time/);
    expect(await refused({ limits: { tea: '1 hour' } })).toMatch(/no such time limit/);
    expect(await refused({ hours: 'Most days' })).toMatch(/^Write hours as “Monday/);
    problemOf(await ask({ authorityId: randomUUID() }), 404, 'notFound');
    const stranding = await counted({ limits: { visitHome: '300 days' } });
    expect(stranding).toMatchObject({ state: 'counted', moved: 0, refusal: stranding.sentence });
    expect(stranding.sentence).toMatch(/in which nobody hears that it is left: give it less\.$/);
    problemOf(await apply(stranding), 422, 'refused');
  });

  it('001.07 a number that somebody rang stands wherever one is shown, with who rang it and when, until it is put back', async () => {
    const keep = (number: string | null) =>
      admin.post(`/api/authorities/${westmere()}/numbers`, { about: 'both', number });
    problemOf(await keep('ring Pat'), 400, 'badRequest');
    await keep('01632 960 199').expect(204);
    const rung = expect.objectContaining({
      number: '01632 960 199',
      checked: expect.objectContaining({ by: 'Ada Admin' }) as unknown,
    }) as unknown;
    const form = reportForm.parse((await dsl.get('/api/report-form').expect(200)).body);
    expect(form.schools[0]?.danger.numbers).toContainEqual(rung);
    const report = {
      eventId: randomUUID(),
      schoolId: the.town.school.id,
      childName: 'Robin Testcase',
      yearGroup: 'Year 4',
      account: 'Said that somebody here frightens her.',
      awareAt: new Date(Date.now() - 60_000).toISOString(),
      facts: { source: 'told-by-child', 'in-danger-now': 'no' },
    };
    const given = receipt.parse((await dsl.post('/api/concerns', report).expect(201)).body);
    expect(given.numbers.numbers).toContainEqual(rung);
    const view = caseView.parse((await dsl.get(`/api/cases/${given.caseId ?? ''}`).expect(200)).body);
    expect(view.numbers).toEqual(given.numbers);
    const { numbers } = await board();
    expect(numbers.find(({ about }) => about === 'both')).toMatchObject({
      theirs: '01632 960111',
      ours: '01632 960 199',
      checked: { by: 'Ada Admin' },
    });
    await keep(null).expect(204);
    expect(
      (await board()).numbers.every(({ ours, checked }) => ours === null && checked?.by === 'Gemma Thwaite'),
    ).toBe(true);
  });
});

describe('a case that was opened by what was, and that nobody saw as the change began', () => {
  it('is found before the change ends', async () => {
    const { town } = the;
    const caseId = await anOpenCase(town, town.teacher);
    const drafted = await carryOut(
      await draft({ kind: 'absence', personId: town.dsl.id, from: null, until: at(3) }),
    );
    await applied(drafted);
    await asOwner(the, 'update app.change set listed = true where tenant_id = $1 and id = $2', drafted.id);
    await asOwner(the, 'delete from app.change_case where tenant_id = $1 and case_id = $2', caseId);
    expect((await carryOut(drafted)).state).toBe('applied');
    expect((await dueOf(caseId, 'decide')).owner).toBe(town.deputy.id);
  });
});

describe('hours and limits take two', () => {
  it('law 6: whoever drafted them does not apply them, and one of the others is drawn, to whom it is shown', async () => {
    const drafted = await counted({ limits: { visitHome: '2 working days' } });
    expect(drafted).toMatchObject({ takesTwo: true, mayApply: false });
    const refused = problemOf(await apply(drafted), 422, 'refused');
    expect(refused).toMatchObject({
      rule: 'ownAct',
      detail: expect.stringContaining('Somebody else') as unknown,
    });
    const second = (await secondOf(drafted)) ?? expect.fail('Nobody was drawn.');
    const [shown] = changePage.parse((await second.get('/api/changes/to-confirm')).body).items;
    expect(shown).toMatchObject({ id: drafted.id, mayApply: true, sentence: drafted.sentence });
    expect((await read(drafted)).state).toBe('counted');
    await second.post(`/api/changes/${drafted.id}/apply`, { version: drafted.version }).expect(200);
    expect((await carryOut(drafted)).state).toBe('applied');
    // Of what waits for nobody of them, the leaders learn nothing.
    problemOf(await second.get('/api/changes'), 403, 'notAllowed');
    const aside = await counted({});
    const other = (await secondOf(aside)) ?? expect.fail('Nobody was drawn.');
    await other.post(`/api/changes/${aside.id}/put-aside`, { version: aside.version }).expect(200);
    problemOf(await other.post(`/api/changes/${aside.id}/apply`, { version: aside.version }), 409, 'stale');
  });

  it('whoever is kept from an open case is never drawn, and sees no more of it than who was not', async () => {
    const lead = await signIn(the.server, the.town.lead);
    const drawn = async (times: number): Promise<number> => {
      let ofLead = 0;
      for (let n = 0; n < times; n++) {
        const one = await draft(held({ limits: { visitHome: '2 working days' } }));
        // As the worker leaves it: what comes of it is not what is asked here.
        const sql = `update app.change set state = 'counted' where tenant_id = $1 and id = $2`;
        await asOwner(the, sql, one.id);
        const { items } = changePage.parse((await lead.get('/api/changes/to-confirm').expect(200)).body);
        if (items.some(({ id }) => id === one.id)) ofLead++;
        else {
          problemOf(
            await lead.post(`/api/changes/${one.id}/apply`, { version: one.version }),
            404,
            'notFound',
          );
        }
      }
      return ofLead;
    };
    const before = await drawn(14);
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(14);
    const caseId = await aVisit();
    const sql = `insert into app.exclusion (tenant_id, case_id, person_id, cause) values ($1, $2, $3, 'subject')`;
    await asOwner(the, sql, caseId, the.town.lead.id);
    expect(await drawn(14)).toBe(0);
  });
});
