import { answered, deliverNotice, endUnopened, releaseUnsent, unfinished, wake } from '@trustward/casework';
import { lateBoard } from '@trustward/contracts';
import { beforeEach, describe, expect, it } from 'vitest';
import { timeline } from './acting.ts';
import { MAILING, asOwner, lettersOf, sendAll } from './mailed.ts';
import { Past } from './past.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import { anOpenCase } from './story.ts';

const the = aSetting();
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

const late = () => anOpenCase(the.town, the.town.teacher, { awareAt: Date.now() - 9 * HOUR_MS });
const keepOut = (caseId: string, ...posts: readonly ('dsl' | 'head' | 'lead')[]) =>
  asOwner(
    the,
    `insert into app.exclusion (tenant_id, case_id, person_id, cause)
     select $1, $2, person, 'decision' from unnest($3::uuid[]) person`,
    caseId,
    posts.map((post) => the.town[post].id),
  );

/** As if the case had been told so many hours ago. */
async function hoursPass(caseId: string, hours: number): Promise<void> {
  const back: readonly (readonly [string, readonly string[]])[] = [
    ['notice', ['created_at', 'at']],
    ['delivery', ['created_at', 'told_at', 'sent_at', 'at']],
    ['message', ['created_at', 'ended_at', 'held_until']],
  ];
  for (const [table, columns] of back) {
    const set = columns.map((column) => `${column} = ${column} - make_interval(hours => $3)`).join(', ');
    await asOwner(the, `update app.${table} set ${set} where tenant_id = $1 and case_id = $2`, caseId, hours);
  }
}

const unreachedIn = (caseId: string) =>
  asOwner<{ person: string }>(
    the,
    `select body -> 'event' ->> 'person' as person from app.case_event
     where tenant_id = $1 and case_id = $2 and type = 'unreached'`,
    caseId,
  );
const toldOfBreach = async (caseId: string) =>
  (
    await asOwner<{ person: string }>(
      the,
      `select person_id as person from app.notice where tenant_id = $1 and case_id = $2 and because = 'breach'`,
      caseId,
    )
  ).map(({ person }) => person);
const lateSaid = async (caseId: string) =>
  (await timeline(await signIn(the.server, the.town.dsl), caseId)).filter(
    ({ kind, title }) => kind === 'system' && / is late$/.test(title),
  );
const messages = (caseId: string, person: string) =>
  asOwner<{ id: string; state: string }>(
    the,
    'select id, state from app.message where tenant_id = $1 and case_id = $2 and person_id = $3',
    caseId,
    person,
  );

beforeEach(async () => {
  await the.database.ownerPlatform.query('delete from platform.pulse');
  await the.database.ownerPlatform.query('delete from platform.outage');
});

describe('the timeline of what was told again', () => {
  it('3.15 says of each person when they were told, and of nobody that it was another time', async () => {
    const { town, database } = the;
    const caseId = await late();
    await sendAll(the, await lettersOf(the, caseId));
    await hoursPass(caseId, 5);
    const [before] = await lateSaid(caseId);
    await keepOut(caseId, 'head', 'lead');
    await endUnopened(database.worker, town.trust.id);
    await sendAll(the, await lettersOf(the, caseId));
    const said = await lateSaid(caseId);
    expect(said.map(({ title }) => title)).toEqual([
      expect.stringMatching(/^Told Cleo Chief: /),
      expect.stringMatching(/^Told (Hal Head and Lee Trustlead|Lee Trustlead and Hal Head): /),
    ]);
    expect(said[1]).toMatchObject({ at: before?.at, enteredAt: before?.enteredAt });
    expect(Date.now() - Date.parse(said[0]?.enteredAt ?? '')).toBeLessThan(30 * MINUTE_MS);
  });

  it('3.15 never says that it was not sent, as the case was over before it was told again', async () => {
    const { town, database } = the;
    const tenantId = town.trust.id;
    const caseId = await late();
    await sendAll(the, await lettersOf(the, caseId));
    await hoursPass(caseId, 5);
    const before = await lateSaid(caseId);
    await keepOut(caseId, 'head', 'lead');
    await endUnopened(database.worker, tenantId);
    await asOwner(
      the,
      'update app.case_file set ended_at = now(), next_wake = null where tenant_id = $1 and id = $2',
      caseId,
    );
    const waits = await asOwner<{ id: string }>(
      the,
      `select id from app.delivery where tenant_id = $1 and case_id = $2 and state = 'nobody'`,
      caseId,
    );
    expect(waits.length).toBeGreaterThan(0);
    for (const { id } of waits) await deliverNotice(database.worker, { tenantId, deliveryId: id }, MAILING);
    expect(await lateSaid(caseId)).toEqual(before);
  });
});

describe('whoever is kept from a case before their letter comes back', () => {
  it('3.11 is named to nobody as not reached: what they had to hear is told again', async () => {
    const { town, database } = the;
    const tenantId = town.trust.id;
    const caseId = await late();
    await sendAll(the, await lettersOf(the, caseId));
    await keepOut(caseId, 'head', 'lead');
    for (const who of [town.head, town.lead]) {
      for (const { id } of await messages(caseId, who.id)) {
        await answered(database.worker, { tenantId, messageId: id, status: 'permanent-failure' });
      }
    }
    await sendAll(the, await lettersOf(the, caseId));
    expect(await unreachedIn(caseId)).toEqual([]);
    expect(await toldOfBreach(caseId)).toContain(town.ceo.id);
  });

  it('3.11 after it came back, and before their case heard: what they had to hear is told again all the same', async () => {
    const { town, database } = the;
    const tenantId = town.trust.id;
    const caseId = await late();
    await sendAll(the, await lettersOf(the, caseId));
    for (const who of [town.head, town.lead]) {
      for (const { id } of await messages(caseId, who.id)) {
        await answered(database.worker, { tenantId, messageId: id, status: 'permanent-failure' });
      }
    }
    await keepOut(caseId, 'head', 'lead');
    await wake(database.worker, { tenantId, caseId });
    await hoursPass(caseId, 5);
    await endUnopened(database.worker, tenantId);
    await sendAll(the, await lettersOf(the, caseId));
    expect(await unreachedIn(caseId)).toEqual([]);
    expect(await toldOfBreach(caseId)).toContain(town.ceo.id);
    // It is found once.
    await endUnopened(database.worker, tenantId);
    const lapses = `select from app.audit where tenant_id = $1 and case_id = $2 and verb = 'message.lapse'`;
    expect(await asOwner(the, lapses, caseId)).toHaveLength(2);
  });

  it('3.11 is named in no case that they may not hear of, where one letter stood for it and another', async () => {
    const { town, database } = the;
    const tenantId = town.trust.id;
    await asOwner(
      the,
      `update app.message set state = 'superseded', ended_at = now() where tenant_id = $1 and ended_at is null`,
    );
    const past = new Past(town);
    const [first, second] = [await past.rang(26), await past.rang(25.5)];
    await database.ownerPlatform.query(
      `insert into platform.pulse (what, at, silence) values ('reminders', app.at($1), interval '1 minute')`,
      [Date.now() - 5 * HOUR_MS],
    );
    for (const caseId of [first, second]) await sendAll(the, await lettersOf(the, caseId));
    await keepOut(second, 'head');
    for (const caseId of [first, second]) await hoursPass(caseId, 5);
    await endUnopened(database.worker, tenantId);
    for (const caseId of [first, second]) await wake(database.worker, { tenantId, caseId });
    const people = async (caseId: string) => (await unreachedIn(caseId)).map(({ person }) => person);
    expect(await people(first)).toContain(town.head.id);
    expect(await people(second)).not.toContain(town.head.id);
  });
});

describe('the leaders’ board of whom nothing reached', () => {
  const listed = async (caseId: string) => {
    const lead = await signIn(the.server, the.town.lead);
    const { unreached } = lateBoard.parse((await lead.get('/api/late').expect(200)).body);
    return unreached.items.filter((item) => item.caseId === caseId).map(({ person }) => person.id);
  };

  it.each(['excluded', 'suspended'] as const)(
    '3.11 has nobody ring whoever is %s by now about the case',
    async (how) => {
      const { town, database } = the;
      const tenantId = town.trust.id;
      const caseId = await anOpenCase(town, town.teacher);
      await sendAll(the, await lettersOf(the, caseId));
      for (const { id } of await messages(caseId, town.dsl.id)) {
        await answered(database.worker, { tenantId, messageId: id, status: 'permanent-failure' });
      }
      await lettersOf(the, caseId);
      expect(await listed(caseId)).toContain(town.dsl.id);
      const suspend = (at: string) =>
        asOwner(
          the,
          `update app.person set suspended_at = ${at} where tenant_id = $1 and id = $2`,
          town.dsl.id,
        );
      await (how === 'excluded' ? keepOut(caseId, 'dsl') : suspend('now()'));
      const after = await listed(caseId);
      await suspend('null');
      expect(after).not.toContain(town.dsl.id);
    },
  );
});

describe('a letter that was kept for its hour', () => {
  const counted = async () =>
    (await unfinished(the.database.workerPlatform)).find(
      ({ what, state }) => what === 'message' && state === 'unsent',
    )?.count ?? 0;

  /** The letter of a duty to whoever owes it, kept until so many hours ago. */
  async function keptUntil(hoursAgo: number): Promise<string> {
    const { town } = the;
    const caseId = await anOpenCase(town, town.teacher);
    await lettersOf(the, caseId);
    await asOwner(
      the,
      `update app.message set state = 'held', created_at = created_at - interval '40 hours',
         held_until = clock_timestamp() - make_interval(hours => $3) where tenant_id = $1 and case_id = $2`,
      caseId,
      hoursAgo,
    );
    await asOwner(
      the,
      `update app.notice set created_at = created_at - interval '40 hours' where tenant_id = $1 and case_id = $2`,
      caseId,
    );
    return caseId;
  }

  it('3.13 and that nobody carries then is told to the next person, and tried on', async () => {
    const { town, database } = the;
    const caseId = await keptUntil(30);
    await endUnopened(database.worker, town.trust.id);
    await lettersOf(the, caseId);
    expect((await unreachedIn(caseId)).map(({ person }) => person)).toContain(town.dsl.id);
    expect((await messages(caseId, town.dsl.id)).map(({ state }) => state)).toEqual(['held']);
  });

  it('3.13 is waited for until its hour, and then as long as any', async () => {
    const { town, database } = the;
    const caseId = await keptUntil(1);
    await endUnopened(database.worker, town.trust.id);
    await lettersOf(the, caseId);
    expect(await unreachedIn(caseId)).toEqual([]);
  });

  it('3.18 is counted as kept once its hour is over, and not before', async () => {
    const before = await counted();
    await keptUntil(-3);
    expect(await counted()).toBe(before);
    await keptUntil(3);
    expect(await counted()).toBeGreaterThan(before);
    await releaseUnsent(the.database.worker, the.town.trust.id, ['email']);
  });
});
