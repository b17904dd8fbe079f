import { randomUUID } from 'node:crypto';
import { contentHash, deliverNotice, drive, establishLayers, overdueWakes, wake } from '@trustward/casework';
import { casePage, dutyPage, lateBoard, noticePage, unreadableCase } from '@trustward/contracts';
import { aCase, aLinkedLayer, aPerson } from '@trustward/testing';
import { describe, expect, it } from 'vitest';
import { problemOf } from './api-server.ts';
import { asOwner } from './mailed.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';
import { anOpenCase, doStep, sendDone, viewOf, wakeUp } from './story.ts';

const the = aSetting();
const HOUR_MS = 3_600_000;

/** What somebody may force into a case's row. */
const STATES: readonly (readonly [what: string, sql: string])[] = [
  ['is no case at all', `'5'::jsonb`],
  ['is of a shape of its own', `'{"language": 2, "duties": []}'::jsonb`],
  ['is of a version that nobody knows', `jsonb_set(state, '{language}', '99')`],
  ['has a due date that is no number', `jsonb_set(state, '{duties,decide,dueAt}', '"soon"')`],
  ['names a step that its chain has not', `jsonb_set(state, '{duties,decide,step}', '"dance"')`],
  ['gives a duty to nobody who could be', `jsonb_set(state, '{duties,decide,owner,person}', '"x"')`],
  ['names its unreached by what is no id', `jsonb_set(state, '{unreached}', '[{"person": "x", "at": "y"}]')`],
  ['was played to a time that is not yet', `jsonb_set(state, '{playedTo}', '1900000000000')`],
  ['was played to the end of time', `jsonb_set(state, '{playedTo}', '8000000000000000')`],
  ['is due at the end of time', `jsonb_set(state, '{duties,decide,dueAt}', '8000000000000000')`],
  [
    'could not reach somebody at a time that no number holds',
    `jsonb_set(state, '{unreached}', '[{"person": "00000000-0000-4000-8000-000000000001", "because": "newDuty", "step": null, "at": 1e400}]')`,
  ],
  ['keeps its unreached in no list', `jsonb_set(state, '{unreached}', '"all"')`],
];

const poison = (caseId: string, sql: string) =>
  asOwner(the, `update app.case_file set state = ${sql} where tenant_id = $1 and id = $2`, caseId);

/** Pins another chain to the case: content as it stands there, under its own hash unless told otherwise. */
async function poisonChain(caseId: string, body: unknown, hash = contentHash(body)): Promise<void> {
  const insert = `insert into app.resolved_chain (tenant_id, hash, chain_id, body)
    values ($1, $2, 'concern-about-a-child', $3) on conflict do nothing`;
  await asOwner(the, insert, hash, JSON.stringify(body));
  await asOwner(
    the,
    'update app.case_file set chain_hash = $3 where tenant_id = $1 and id = $2',
    caseId,
    hash,
  );
}

const CHAINS: readonly (readonly [what: string, force: (caseId: string) => Promise<void>])[] = [
  ['is of a version that nobody knows', (id) => poisonChain(id, { chain: { language: 99 }, origins: {} })],
  ['has steps that are no list', (id) => poisonChain(id, { chain: { steps: 'none' }, origins: {} })],
  ['is no chain at all', (id) => poisonChain(id, 'nothing')],
  ['is not what its hash says', (id) => poisonChain(id, { chain: {}, origins: {} }, 'f'.repeat(64))],
];

const EVERY_POISON = [
  ...STATES.map(([what, sql]) => [`whose state ${what}`, (id: string) => poison(id, sql)] as const),
  ...CHAINS.map(([what, force]) => [`whose chain ${what}`, force] as const),
];

const caseIds = async (who: SignedIn) =>
  casePage
    .strict()
    .parse((await who.get('/api/cases?limit=100').expect(200)).body)
    .items.map(({ id }) => id);
const dutiesOf = async (who: SignedIn) =>
  dutyPage.strict().parse((await who.get('/api/duties?limit=100').expect(200)).body).items;
const board = async (who: SignedIn) =>
  lateBoard.strict().parse((await who.get('/api/late?limit=100').expect(200)).body);
const safeRoute = async (who: SignedIn, caseId: string) =>
  unreadableCase.strict().parse((await who.get(`/api/cases/${caseId}`).expect(200)).body);

describe.each(EVERY_POISON)('a case %s', (_what, force) => {
  it('leaves every list and every other case as they were, and stands in the lists itself', async () => {
    const { town, server } = the;
    const [dsl, lead] = [await signIn(server, town.dsl), await signIn(server, town.lead)];
    const awareAt = Date.now() - 9 * HOUR_MS;
    const bad = await anOpenCase(town, town.teacher, { awareAt });
    const good = await anOpenCase(town, town.teacher, { awareAt });
    await Promise.all([wakeUp(town, bad), wakeUp(town, good)]);
    await force(bad);
    expect(await caseIds(dsl)).toEqual(expect.arrayContaining([good, bad]));
    expect((await dutiesOf(dsl)).map(({ caseId }) => caseId)).toEqual(expect.arrayContaining([good, bad]));
    expect((await board(lead)).items.map(({ caseId }) => caseId)).toEqual(
      expect.arrayContaining([good, bad]),
    );
    await dsl.get('/api/duties/asked').expect(200);
    noticePage.strict().parse((await lead.get('/api/notices?limit=100').expect(200)).body);
    expect((await viewOf(dsl, good)).id).toBe(good);
    await doStep(dsl, good, 'decide').then(({ status }) => expect(status).toBe(200));
  });

  it('has a page that says what is wrong, what to do now and whom to ring, and takes no act', async () => {
    const { town, server } = the;
    const dsl = await signIn(server, town.dsl);
    const bad = await anOpenCase(town, town.teacher);
    const { version } = await viewOf(dsl, bad);
    await force(bad);
    const shown = await safeRoute(dsl, bad);
    expect(shown).toMatchObject({
      id: bad,
      school: 'Elm Primary School',
      child: { name: 'Robin Testcase', initials: 'RT', yearGroup: 'Year 4' },
      account: 'Came to school without a coat again and said there was no breakfast.',
      reportedBy: 'Tessa Teacher',
    });
    expect(shown.wrong).toMatch(/cannot read the record of this case/);
    expect(shown.doNow.join(' ')).toMatch(/999.*Designated Officer.*trust’s safeguarding lead/);
    const about = shown.numbers.numbers.map((line) => line.about);
    expect(about).toEqual(expect.arrayContaining(['child', 'adult']));
    problemOf(await sendDone(dsl, bad, 'decide', { version }), 500, 'caseUnreadable');
    problemOf(await dsl.get(`/api/cases/${bad}/timeline`), 500, 'caseUnreadable');
  });

  it('stays closed to whoever may not read it', async () => {
    const { town, server } = the;
    const bad = await anOpenCase(town, town.teacher);
    await force(bad);
    problemOf(await (await signIn(server, town.otherDsl)).get(`/api/cases/${bad}`), 404, 'notFound');
  });

  it('alarms at each wake without spinning, and has the leaders told once', async () => {
    const { town, server, database } = the;
    const caseId = await anOpenCase(town, town.teacher, { awareAt: Date.now() - 9 * HOUR_MS });
    await wakeUp(town, caseId);
    await force(caseId);
    const input = { tenantId: town.trust.id, caseId };
    const alarms: string[] = [];
    for (let time = 0; time < 2; time++) {
      const { wakeAt, now, deliveries, ended } = await wake(database.worker, input, (what) =>
        alarms.push(what),
      );
      expect((wakeAt ?? 0) - now).toBeGreaterThan(HOUR_MS / 2);
      expect(ended).toBe(false);
      for (const deliveryId of deliveries) await deliverNotice(database.worker, { ...input, deliveryId });
    }
    expect(alarms).toHaveLength(2);
    expect(await told(caseId)).toEqual([town.lead.id, town.ceo.id].sort());
    const lead = await signIn(server, town.lead);
    const { items } = noticePage.parse((await lead.get('/api/notices?limit=100').expect(200)).body);
    expect(
      items.find((notice) => notice.because === 'caseUnreadable' && notice.caseId === caseId),
    ).toMatchObject({
      mayOpen: true,
      sentence:
        'A case could not be read, so its reminders and time limits do not run. Open it now: it says what to do and whom to ring.',
    });
    expect(await overdueWakes(database.workerPlatform)).not.toContainEqual(
      expect.objectContaining({ caseId }),
    );
  });
});

const told = async (caseId: string) => {
  const rows = await asOwner<{ person: string }>(
    the,
    `select person_id as person from app.notice
     where tenant_id = $1 and case_id = $2 and because = 'caseUnreadable' order by person_id`,
    caseId,
  );
  return rows.map(({ person }) => person);
};

const keepOut = (caseId: string, personId: string) =>
  asOwner(
    the,
    `insert into app.exclusion (tenant_id, case_id, person_id, cause) values ($1, $2, $3, 'decision')`,
    caseId,
    personId,
  );

async function wakeAndTell(caseId: string): Promise<void> {
  const { database, town } = the;
  const tenantId = town.trust.id;
  const { deliveries } = await wake(database.worker, { tenantId, caseId });
  for (const deliveryId of deliveries) await deliverNotice(database.worker, { tenantId, deliveryId });
}

describe('a case that could not be read', () => {
  it('is sound again by itself when a clock that had jumped ahead has caught up', async () => {
    const { town, database } = the;
    const caseId = await anOpenCase(town, town.teacher);
    const input = { tenantId: town.trust.id, caseId };
    const before = await wake(database.worker, input);
    const alarms: string[] = [];
    const wakeAfterPlayed = async (minutes: number) => {
      await poison(caseId, `jsonb_set(state, '{playedTo}', '${String(Date.now() + minutes * 60_000)}')`);
      return wake(database.worker, input, (what) => alarms.push(what));
    };
    expect((await wakeAfterPlayed(48 * 60)).wakeAt).not.toBe(before.wakeAt);
    expect(alarms).toEqual(['state']);
    expect((await wakeAfterPlayed(0)).wakeAt).toBe(before.wakeAt);
    expect(alarms).toHaveLength(1);
  });

  it('goes on from where it was once it is mended, with what fell due meanwhile', async () => {
    const { town, server, database } = the;
    const dsl = await signIn(server, town.dsl);
    const caseId = await anOpenCase(town, town.teacher);
    const input = { tenantId: town.trust.id, caseId };
    const before = await wake(database.worker, input);
    const [kept] = await asOwner<{ state: object }>(
      the,
      'select state from app.case_file where tenant_id = $1 and id = $2',
      caseId,
    );
    await poison(caseId, `'{}'::jsonb`);
    expect((await wake(database.worker, input)).wakeAt).not.toBe(before.wakeAt);
    await asOwner(
      the,
      'update app.case_file set state = $3 where tenant_id = $1 and id = $2',
      caseId,
      JSON.stringify(kept?.state),
    );
    expect((await wake(database.worker, input)).wakeAt).toBe(before.wakeAt);
    const [row] = await asOwner<{ at: number }>(
      the,
      'select app.ms(next_wake) as at from app.case_file where tenant_id = $1 and id = $2',
      caseId,
    );
    expect(row?.at).toBeCloseTo(before.wakeAt ?? 0, 0);
    await doStep(dsl, caseId, 'decide').then(({ status }) => expect(status).toBe(200));
  });

  it('is not told to whoever stood down or is kept out of it, but to those above where nobody else leads', async () => {
    const { town } = the;
    const caseId = await anOpenCase(town, town.teacher);
    await keepOut(caseId, town.lead.id);
    await poison(caseId, `'{"recused": "all"}'::jsonb`);
    await wakeAndTell(caseId);
    expect(await told(caseId)).toEqual([town.ceo.id]);
    const other = await anOpenCase(town, town.teacher);
    await keepOut(other, town.lead.id);
    await keepOut(other, town.ceo.id);
    const chair = await aPerson(town.trust).named('Chas Chair').as('trustChair').create();
    await poison(other, `'null'::jsonb`);
    await wakeAndTell(other);
    expect(await told(other)).toEqual([chair.id]);
  });
});

describe('a case that is to open by time what the trust has withdrawn', () => {
  const publish = (version: number, withdrawn: readonly string[] = []) => {
    const layer = aLinkedLayer();
    const chains = layer.chains.filter(({ id }) => !withdrawn.includes(id));
    const { town, database } = the;
    return database.owner.run({ tenantId: town.trust.id, actor: 'test' }, (tx) =>
      establishLayers(tx, [{ ...layer, version, chains }]),
    );
  };

  it('goes the safe route, and goes on once the procedure is there again', async () => {
    const { town, server, database } = the;
    const dsl = await signIn(server, town.dsl);
    await publish(1);
    const opening = { chainId: 'visit', facts: {}, drill: true };
    const { caseId } = await aCase(town.trust, town.dsl, town.school, opening);
    await publish(2, ['visit', 'errand', 'notes']);
    const later = { type: 'clockMoved', by: town.dsl.id, to: Date.now() + 2 * HOUR_MS } as const;
    await database.api.run(town.dsl.as, (tx) =>
      drive(tx, caseId, { kind: 'act', eventId: randomUUID(), event: later }),
    );
    const alarms: string[] = [];
    const input = { tenantId: town.trust.id, caseId };
    const { wakeAt, now } = await wake(database.worker, input, (what) => alarms.push(what));
    expect(alarms).toEqual(['play']);
    expect((wakeAt ?? 0) - now).toBeGreaterThan(HOUR_MS / 2);
    await wakeAndTell(caseId);
    expect(await told(caseId)).toContain(town.lead.id);
    expect((await safeRoute(dsl, caseId)).doNow.join(' ')).toContain('999');
    problemOf(await sendDone(dsl, caseId, 'pack', { version: 1 }), 500, 'caseUnreadable');
    await publish(3);
    await wakeUp(town, caseId);
    expect((await viewOf(dsl, caseId)).catchingUp).toBe(false);
  });
});
