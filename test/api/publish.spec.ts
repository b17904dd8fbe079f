import { randomUUID } from 'node:crypto';
import {
  PublishRefused,
  contentHash,
  inForce,
  openCase,
  pinnedWithOrigins,
  publishLayers,
} from '@trustward/casework';
import { ENGLAND, localDay, parseLayer } from '@trustward/chain';
import type { Amendment, Layer } from '@trustward/chain';
import {
  aCase,
  aLinkedLayer,
  anOpening,
  aPerson,
  aSchool,
  aStaffedSchool,
  aTrust,
  testDatabase,
} from '@trustward/testing';
import type { Somebody, StaffedSchool, TestDatabase, Trust } from '@trustward/testing';
import { loadAuthorityLayers } from '@trustward/packs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let database: TestDatabase;
let here: StaffedSchool;
beforeAll(async () => {
  database = await testDatabase();
  here = await aStaffedSchool(database);
});
afterAll(() => database.close());

type Work<T> = Parameters<typeof database.owner.run<T>>[1];
const inTrust = <T>(trust: Trust, work: Work<T>) =>
  database.owner.run({ tenantId: trust.id, actor: 'test' }, work);
const rows = <R>(trust: Trust, sql: string, ...values: readonly unknown[]) =>
  inTrust(trust, (tx) => tx.query<R>(sql, values));

const CONCERN = 'concern-about-a-child';
const CHANGE = `insert into app.change (tenant_id, id, kind, school_id, made_by, value, was)
  values ($1, $2, 'calendar', $3, $4, $5::jsonb, 'null')`;
const TERMS = `insert into app.school_calendar (tenant_id, school_id, number, change_id, hash, snapshot)
  values ($1, $2, $3, $4, $5, $6::jsonb)`;
/** What a layer says of how long the decision may take. */
const decidesWithin = (layer: Layer['layer'], id: string, hours: number): Layer => ({
  language: 2,
  layer,
  id,
  version: 1,
  title: `The ${id}`,
  values: { triage: { is: { hours }, strength: 'default', title: 'A concern is decided' } },
  chains: [],
  amendments: [],
});

/** What a trust's layer says of one step of a concern. */
function changing(step: object): Layer {
  const read = parseLayer({
    ...decidesWithin('trust', 'own', 2),
    values: {},
    amendments: [{ language: 2, amends: CONCERN, version: 1, steps: [step] }],
  });
  if (!read.ok) throw new Error(JSON.stringify(read.mistakes));
  return read.layer;
}

/** Why it cannot be published, when nothing of it was. */
async function refusalOf(trust: Trust, layer: Layer): Promise<PublishRefused> {
  const refused = await inTrust(trust, (tx) => publishLayers(tx, [layer])).catch((error: unknown) => error);
  if (!(refused instanceof PublishRefused)) throw new Error('It was published.');
  expect(await rows(trust, `select from app.layer_version where layer_id = 'own'`)).toEqual([]);
  return refused;
}

async function decideHours(
  trust: Trust,
  by: Somebody,
  school: { id: string; name: string },
): Promise<number> {
  const { state } = await aCase(trust, by, school);
  return ((state?.duties['decide']?.dueAt ?? 0) - (state?.awareAt ?? 0)) / 3_600_000;
}

describe('a case', () => {
  it('pins its chain once, as all layers together say it, with where each value came from', async () => {
    const first = await aCase(here.trust, here.people.teacher, here.school);
    const second = await aCase(here.trust, here.people.teacher, here.school);
    const pins = await rows<{ hash: string }>(
      here.trust,
      'select distinct chain_hash as hash from app.case_file where id = any($1::uuid[])',
      [first.caseId, second.caseId],
    );
    expect(pins).toHaveLength(1);
    const hash = pins[0]?.hash ?? '';
    const { chain, origins } = await inTrust(here.trust, (tx) => pinnedWithOrigins(tx, hash));
    // As it is kept and read back, it is to the letter what the case opened under.
    expect(chain).toEqual(first.world?.chain);
    expect(origins['steps.written-follow-up.clock.within']?.by).toMatchObject({
      layer: 'authority',
      id: 'westmere',
    });
  });

  it('costs two statements and no resolution more, once its layers are known to the process', async () => {
    const { people, school } = here;
    await aCase(here.trust, people.teacher, school);
    const sent: string[] = [];
    await database.api.run(people.teacher.as, (tx) => {
      const query: typeof tx.query = (text, values, name) => {
        sent.push(name ?? text);
        return tx.query(text, values, name);
      };
      return openCase({ ...tx, query }, anOpening(people.teacher, school));
    });
    expect(sent).toEqual(['scene-of-opening', 'open-case']);
  });

  it('follows what was published when it opened, and only cases that open later follow what comes', async () => {
    const trust = await aTrust(database);
    const school = await aSchool(trust);
    const teacher = await aPerson(trust).named('Tess').as('staff').at(school).create();
    await aPerson(trust).named('Dina').as('dsl').at(school).create();
    const before = await aCase(trust, teacher, school);
    await inTrust(trust, (tx) => publishLayers(tx, [decidesWithin('school', 'own', 2)], school.id));
    expect(await decideHours(trust, teacher, school)).toBe(2);
    const [kept] = await rows<{ due: number }>(
      trust,
      `select app.ms(due_at) as due from app.duty where case_id = $1 and step = 'decide'`,
      before.caseId,
    );
    expect(kept?.due).toBe((before.state?.awareAt ?? 0) + 4 * 3_600_000);
    const other = await aSchool(trust, 'Oak Primary School');
    const there = await aPerson(trust).named('Otto').as('staff').at(other).create();
    expect(await decideHours(trust, there, other)).toBe(4);
  });

  it('§3.10 cannot have its chain changed under it by anybody: what it pinned is read by its hash', async () => {
    const { trust, people, school } = here;
    await inTrust(trust, (tx) => publishLayers(tx, [decidesWithin('school', 'briefly', 3)], school.id));
    await aCase(trust, people.teacher, school);
    await rows(
      trust,
      `update app.resolved_chain set body = replace(body::text, 'Decide what', 'Forget what')::json`,
    );
    const [{ hash } = { hash: '' }] = await rows<{ hash: string }>(
      trust,
      `select hash from app.resolved_chain where chain_id = $1 order by resolved_at desc limit 1`,
      CONCERN,
    );
    await expect(inTrust(trust, (tx) => pinnedWithOrigins(tx, hash))).rejects.toThrow(/was changed/);
  });
});

describe('publishing a layer', () => {
  it('again changes nothing, and what it changes is the next number', async () => {
    const trust = await aTrust(database);
    const once = decidesWithin('trust', 'own', 2);
    const again = { ...once, title: 'Another title' };
    for (const layer of [once, once, again, again]) await inTrust(trust, (tx) => publishLayers(tx, [layer]));
    const kept = await rows(
      trust,
      `select number from app.layer_version where layer_id = 'own' order by number`,
    );
    expect(kept).toEqual([{ number: 1 }, { number: 2 }]);
  });

  it('000.31 that is later than a floor is refused with both values, and nothing of it is there', async () => {
    const trust = await aTrust(database);
    const [westmere] = loadAuthorityLayers();
    if (westmere === undefined) throw new Error('No authority ships.');
    const loose: Layer = {
      ...westmere,
      values: {
        ...westmere.values,
        designatedOfficerContact: { is: { workingDays: 5 }, strength: 'default', title: 'Loose' },
      },
    };
    const refused = await inTrust(trust, (tx) => publishLayers(tx, [loose])).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(PublishRefused);
    expect((refused as PublishRefused).message).toMatch(/5 working days.*1 working day/s);
    const kept = await rows(
      trust,
      `select max(number) as n from app.layer_version where layer = 'authority'`,
    );
    expect(kept).toEqual([{ n: 1 }]);
  });

  it('that changes a procedure which no layer has is refused', async () => {
    const trust = await aTrust(database);
    const [, norbury] = loadAuthorityLayers();
    const change = {
      language: 2,
      amends: 'no-such-chain',
      version: 1,
      steps: [],
      omit: [],
    } satisfies Amendment;
    if (norbury === undefined) throw new Error('One authority ships only.');
    const layer = { ...norbury, amendments: [change] };
    await expect(inTrust(trust, (tx) => publishLayers(tx, [layer]))).rejects.toThrow(/no-such-chain/);
  });

  it.each([
    ['hurry', 'accusation'],
    ['tell', 'errand'],
  ])(
    'that opens by itself, in "%s", a case that nobody is named for is refused, as no act could be',
    async (eagerly, opened) => {
      const trust = await aTrust(database);
      const layer = aLinkedLayer();
      const eager = {
        ...layer,
        chains: layer.chains.map((chain) => ({
          ...chain,
          steps: chain.steps.map((step) =>
            step.id === eagerly
              ? { ...step, opens: { chain: opened, at: 'opening', awaited: false } as const }
              : step,
          ),
        })),
      };
      await expect(inTrust(trust, (tx) => publishLayers(tx, [eager]))).rejects.toThrow(/by itself/);
    },
  );

  it('whose alert goes to somebody who sees no case is refused in the words of the linter', async () => {
    const trust = await aTrust(database);
    const tell = ['staff', 'headteacher', 'trustSafeguardingLead'];
    const late = [{ tell, every: { workingDays: 1 } }];
    const refused = await refusalOf(trust, changing({ id: 'record-answer', late }));
    expect(refused.message).toMatch(/^“.*”: Who hears that ".*" is late: "staff" may not/);
    expect(refused.refusals.map(({ path }) => path)).toEqual(['steps.record-answer.late.0.tell.0']);
  });

  it('under which nobody could agree is refused with the story that the prover tells', async () => {
    const trust = await aTrust(database);
    const approval = { by: ['trustChair', 'viceChair'], count: 3 };
    const refused = await refusalOf(trust, changing({ id: 'take-further', approval }));
    expect(refused.message).toContain('Not so: Somebody other than whoever asks can agree.');
    expect(refused.refusals.every(({ path }) => path === 'steps.take-further')).toBe(true);
  });

  it('that counts school days is refused until the term dates of its schools are known', async () => {
    const trust = await aTrust(database);
    const school = await aSchool(trust);
    const { id: personId } = await aPerson(trust).named('Tess').as('staff').at(school).create();
    const today = localDay(ENGLAND, Date.now());
    const enter = async (number: number, lastDay: number) => {
      const calendar = { ...ENGLAND, terms: [[today - 60, lastDay]] };
      const snapshot = JSON.stringify(calendar);
      const change = randomUUID();
      await rows(trust, CHANGE, trust.id, change, school.id, personId, snapshot);
      await rows(trust, TERMS, trust.id, school.id, number, change, contentHash(calendar), snapshot);
    };
    const layer = changing({ id: 'record-answer', clock: { within: { schoolDays: 1 }, from: 'awareness' } });
    expect((await refusalOf(trust, layer)).message).toMatch(
      `counts school days, and term dates from today on are not known of ${school.name}: enter them first.`,
    );
    await enter(1, today - 1);
    expect((await refusalOf(trust, layer)).message).toContain(`${school.name} (known until `);
    await enter(2, today + 20);
    await inTrust(trust, (tx) => publishLayers(tx, [layer]));
  });

  it('is seen by whoever asks what a case would follow today', async () => {
    const trust = await aTrust(database);
    await inTrust(trust, (tx) => publishLayers(tx, [decidesWithin('trust', 'tightened', 1)]));
    const { chain } = await inTrust(trust, (tx) => inForce(tx, CONCERN));
    const decide = chain.steps.find(({ id }) => id === 'decide');
    expect(decide?.clock).toMatchObject({ within: { hours: 1 } });
  });
});
