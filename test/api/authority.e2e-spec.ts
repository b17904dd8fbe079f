import { randomUUID } from 'node:crypto';
import { takeUp } from '@trustward/casework';
import { authorityBoard, caseView, changePage, receipt, reportForm } from '@trustward/contracts';
import type { Change } from '@trustward/contracts';
import type { Somebody } from '@trustward/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { timeline } from './acting.ts';
import { askForLink, aWrittenReferral } from './agency.ts';
import { problemOf } from './api-server.ts';
import { at, changesBy, changesOf } from './changing.ts';
import { asOwner } from './mailed.ts';
import { publish } from './procedure.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';
import { anOpenCase } from './story.ts';
import { westmereVisits } from './westmere.ts';

const the = aSetting();
const { dueOf, pokes, forgetPokes } = changesOf(the);
const londonTime = (at: number): string =>
  new Date(at).toLocaleTimeString('en-GB', { timeZone: 'Europe/London', timeStyle: 'short' });
let admin: SignedIn;
let dsl: SignedIn;

const westmere = () => the.town.trust.authorityId;
const { draft, read, carryOut, apply, applied, drawnFor, secondOf, throughWith } = changesBy(
  the,
  () => admin,
);
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
/** A length that it sets, and a day that ends with its office's. */
const WESTMERE = westmereVisits({ workingDays: 3 }, { clock: { close: { at: '17:00' } } });
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
    const another = (number: string | null) => ({
      kind: 'number',
      authorityId: westmere(),
      about: 'both',
      number,
    });
    const none = await admin.post('/api/changes', { eventId: randomUUID(), ...another('ring Pat') });
    problemOf(none, 400, 'badRequest');
    const drafted = await carryOut(await draft(another('01632 960 199')));
    expect(drafted).toMatchObject({
      state: 'counted',
      sentence: 'Moves no deadline.',
      edit: { kind: 'number', name: 'Westmere Emergency Duty Team', number: '01632 960 199' },
    });
    const drawn = (await drawnFor(drafted)) ?? expect.fail('Nobody was drawn.');
    problemOf(
      await admin.post(`/api/changes/${drafted.id}/apply`, { version: drafted.version }),
      422,
      'refused',
    );
    expect((await board()).numbers.every(({ ours }) => ours === null)).toBe(true);
    // Being in no case, it waits for no other that is under way.
    const away = { kind: 'absence', personId: the.town.deputy.id, from: null, until: at(1) };
    const beside = await carryOut(await draft(away));
    expect((await applied(beside)).state).toBe('applying');
    expect((await applied(drafted)).state).toBe('applied');
    await carryOut(beside);
    await throughWith(await draft({ ...away, until: null }));
    const rung = expect.objectContaining({
      number: '01632 960 199',
      checked: expect.objectContaining({ by: drawn.name }) as unknown,
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
      checked: { by: drawn.name },
    });
    await throughWith(await draft(another(null)));
    expect(
      (await board()).numbers.every(({ ours, checked }) => ours === null && checked?.by === 'Gemma Thwaite'),
    ).toBe(true);
  });

  it('an agency’s e-mail address is the one that links go to, for this trust alone, until it is put back', async () => {
    const common = { kind: 'mail', authorityId: westmere(), party: 'socialCare' };
    const another = (address: string | null, more: object = {}) => ({ ...common, address, ...more });
    const ask = (what: object, who = admin) => who.post('/api/changes', { eventId: randomUUID(), ...what });
    const line = async () => (await board()).mails.find(({ party }) => party === 'socialCare');
    const before = await line();
    expect(before).toMatchObject({ ours: null, set: null });
    for (const none of ['hub', 'hub@council.example\r\nbcc: x@y.example', ' ']) {
      problemOf(await ask(another(none)), 400, 'badRequest');
    }
    problemOf(await ask(another('a@b.example', { party: 'police' })), 400, 'badRequest');
    problemOf(await ask(another(null, { authorityId: randomUUID() })), 404, 'notFound');
    problemOf(await ask(another(null), dsl), 403, 'notAllowed');
    const drafted = await carryOut(await draft(another('front-door@westmere.example')));
    expect(await line()).toEqual(before);
    const drawn = (await drawnFor(drafted)) ?? expect.fail('Nobody was drawn.');
    await throughWith(drafted);
    expect(await line()).toMatchObject({
      theirs: before?.theirs,
      ours: 'front-door@westmere.example',
      set: { by: drawn.name },
    });
    const mailed = async () => {
      const caseId = await aWrittenReferral(the, dsl);
      const { body } = await askForLink(dsl, caseId, { mail: true }).expect(200);
      const id = await asOwner<{ id: string }>(
        the,
        'select id from app.agency_link where tenant_id = $1 and case_id = $2',
        caseId,
      );
      const input = { tenantId: the.town.trust.id, messageId: id[0]?.id ?? '' };
      const message = await takeUp(the.database.worker, input);
      return [(body as { mailedTo: string }).mailedTo, message && 'address' in message && message.address];
    };
    await the.database.ownerPlatform.query(
      `insert into platform.heartbeat (process, at, mail) values ('worker', clock_timestamp(), 'on')
       on conflict (process) do update set at = excluded.at, mail = excluded.mail`,
    );
    expect(await mailed()).toEqual(Array(2).fill('front-door@westmere.example'));
    await throughWith(await draft(another(null)));
    expect(await line()).toEqual(before);
    expect(await mailed()).toEqual(Array(2).fill(before?.theirs));
    const audited = await asOwner<{ verb: string; detail: object }>(
      the,
      `select verb, detail from app.audit where tenant_id = $1 and detail ->> 'kind' = 'mail' order by at`,
    );
    const both = ['change.draft', 'change.apply'];
    expect(audited.map(({ verb }) => verb)).toEqual([...both, ...both]);
    expect(JSON.stringify(audited)).not.toContain('@');
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
    const alone = await admin.post(`/api/changes/${drafted.id}/apply`, { version: drafted.version });
    const refused = problemOf(alone, 422, 'refused');
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

  it('one of them is drawn for all that is drafted in a day', async () => {
    const drawn: (Somebody | undefined)[] = [];
    for (const days of [1, 2, 1, 2, 1]) {
      const limits = { visitHome: `${days} working ${days === 1 ? 'day' : 'days'}` };
      drawn.push(await drawnFor(await counted({ limits })));
    }
    expect(drawn[0]).toBeDefined();
    expect(drawn).toEqual(drawn.map(() => drawn[0]));
  });

  it('nobody is drawn who may have no part in an open case: the subject, who acts for them, and who stood down', async () => {
    const { town } = the;
    const change = await counted({ limits: { visitHome: '2 working days' } });
    const first = (await drawnFor(change)) ?? expect.fail('Nobody was drawn.');
    const [other] = [town.lead, town.ceo].filter(({ id }) => id !== first.id);
    const caseId = await aVisit();
    const exclude = `insert into app.exclusion (tenant_id, case_id, person_id, cause) values ($1, $2, $3, 'subject')`;
    const include = 'delete from app.exclusion where tenant_id = $1 and case_id = $2 and person_id = $3';
    await asOwner(the, exclude, caseId, first.id);
    expect(await drawnFor(change)).toEqual(other);
    const kept = await signIn(the.server, first);
    problemOf(
      await kept.post(`/api/changes/${change.id}/apply`, { version: change.version }),
      404,
      'notFound',
    );
    await asOwner(the, include, caseId, first.id);
    expect(await drawnFor(change)).toEqual(first);
    // Who stands in for the head is kept from what the head is kept from.
    await asOwner(the, exclude, caseId, town.head.id);
    const standsIn = 'update app.post set cover_for = $3 where tenant_id = $1 and person_id = $2';
    await asOwner(the, standsIn, first.id, town.head.id);
    expect(await drawnFor(change)).toEqual(other);
    await asOwner(the, standsIn, first.id, null);
    await asOwner(the, include, caseId, town.head.id);
    expect(await drawnFor(change)).toEqual(first);
    const given = { eventId: randomUUID(), reason: 'My sister is its mother.' };
    const lead = await signIn(the.server, town.lead);
    await lead.post(`/api/cases/${caseId}/stand-down`, given).expect(200);
    expect(await drawnFor(change)).toEqual(town.ceo);
    await asOwner(the, exclude, caseId, town.ceo.id);
    expect(await drawnFor(change)).toBeUndefined();
    await asOwner(the, 'update app.case_file set ended_at = now() where tenant_id = $1 and id = $2', caseId);
    expect(await drawnFor(change)).toEqual(first);
  });
});
