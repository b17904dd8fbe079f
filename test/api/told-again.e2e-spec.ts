import { answered, deliverNotice, endUnopened, lookForSomebody, wake } from '@trustward/casework';
import { lateRecordPage } from '@trustward/contracts';
import { afterEach, describe, expect, it } from 'vitest';
import { openStream } from './event-stream.ts';
import { MAILING, asOwner, lettersOf, sendAll } from './mailed.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import { anOpenCase } from './story.ts';

const the = aSetting();
const HOUR_MS = 3_600_000;

const late = () => anOpenCase(the.town, the.town.teacher, { awareAt: Date.now() - 9 * HOUR_MS });
const keepOut = (caseId: string, ...posts: readonly ('head' | 'lead')[]) =>
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
    ['notice', ['created_at']],
    ['delivery', ['created_at', 'told_at', 'sent_at']],
    ['message', ['created_at', 'ended_at']],
  ];
  for (const [table, columns] of back) {
    const set = columns.map((column) => `${column} = ${column} - make_interval(hours => $3)`).join(', ');
    await asOwner(the, `update app.${table} set ${set} where tenant_id = $1 and case_id = $2`, caseId, hours);
  }
}

/** Who was told of what became late, as a leader reads it: by name when and by what way. */
async function toldOf(caseId: string) {
  const leader = await signIn(the.server, the.town.ceo);
  const { body } = await leader.get('/api/late/records?limit=100').expect(200);
  const told = lateRecordPage.parse(body).items.find((record) => record.caseId === caseId)?.told ?? [];
  return Object.fromEntries(told.map(({ name, at, by }) => [name, { at: Date.parse(at), by }]));
}

const messagesOf = (caseId: string) =>
  asOwner<{ person: string; state: string; lapsed: boolean }>(
    the,
    `select m.person_id as person, m.state, m.lapsed_at is not null as lapsed from app.message m
     join app.delivery d on d.tenant_id = m.tenant_id and d.id = m.delivery_id
     where m.tenant_id = $1 and m.case_id = $2 and d.because = 'breach' order by m.person_id`,
    caseId,
  );

const states = async (caseId: string) => [
  ...new Set(
    (await messagesOf(caseId)).map(({ state, lapsed }) => `${state}${lapsed ? ', for nobody' : ''}`),
  ),
];

describe('what is told again, as somebody is kept from its case by now', () => {
  it('3.15 leaves the record of when and how each person was told, and says of the next when they were', async () => {
    const { town, database } = the;
    const caseId = await late();
    await sendAll(the, await lettersOf(the, caseId));
    await hoursPass(caseId, 5);
    const before = await toldOf(caseId);
    expect(Object.keys(before).sort()).toEqual([town.head.name, town.lead.name].sort());
    await keepOut(caseId, 'head', 'lead');
    await endUnopened(database.worker, town.trust.id);
    await sendAll(the, await lettersOf(the, caseId));
    const { [town.ceo.name]: ceo, ...others } = await toldOf(caseId);
    expect(others).toEqual(before);
    expect(ceo?.by).toBe('in Trustward and by e-mail');
    expect((ceo?.at ?? 0) - (before[town.head.name]?.at ?? 0)).toBeGreaterThan(4 * HOUR_MS);
  });

  it('3.13 leaves a letter that was taken its fate, with that it stands for nobody beside it', async () => {
    const { town, database } = the;
    const caseId = await late();
    await sendAll(the, await lettersOf(the, caseId));
    await hoursPass(caseId, 5);
    await keepOut(caseId, 'head');
    const head = async () => (await messagesOf(caseId)).find(({ person }) => person === town.head.id);
    await endUnopened(database.worker, town.trust.id);
    expect(await head()).toMatchObject({ state: 'accepted', lapsed: true });
    // It is not looked for twice, and nobody hears that it could not reach them.
    await endUnopened(database.worker, town.trust.id);
    const lapses = await asOwner(
      the,
      `select from app.audit where tenant_id = $1 and case_id = $2 and verb = 'message.lapse' and subject_id in
       (select id from app.message where tenant_id = $1 and person_id = $3)`,
      caseId,
      town.head.id,
    );
    expect(lapses).toHaveLength(1);
  });

  it('3.12 is said to nobody over the open page who may not hear of it', async () => {
    const { town, server } = the;
    const caseId = await late();
    const letters = await lettersOf(the, caseId);
    await keepOut(caseId, 'head', 'lead');
    const people = await Promise.all([signIn(server, town.head), signIn(server, town.ceo)]);
    const [head, ceo] = await Promise.all(people.map(({ cookie }) => openStream(server, cookie)));
    const heard = (stream: typeof head) => stream?.messages.filter(({ kind }) => kind === 'notice') ?? [];
    await sendAll(the, letters);
    await sendAll(the, await lettersOf(the, caseId));
    await ceo?.until(() => heard(ceo).length > 0);
    expect(heard(head)).toEqual([]);
    head?.close();
    ceo?.close();
  });
});

describe('what was withheld from all who were told', () => {
  const everybody = (change: string) =>
    asOwner(the, `update app.person set suspended_at = ${change} where tenant_id = $1`);
  const deliveryOf = (caseId: string) =>
    asOwner<{ state: string }>(
      the,
      `select state from app.delivery where tenant_id = $1 and case_id = $2 and because = 'breach'`,
      caseId,
    );
  afterEach(() => everybody('null'));

  it('3.13 is written to them once they are back, and waits until it is', async () => {
    const { town, database } = the;
    const caseId = await late();
    const letters = await lettersOf(the, caseId);
    await everybody('now()');
    await sendAll(the, letters);
    await sendAll(the, await lettersOf(the, caseId));
    expect(await states(caseId)).toEqual(['withheld']);
    expect(await deliveryOf(caseId)).toEqual([{ state: 'nobody' }]);
    await everybody('null');
    await lookForSomebody(database.worker, town.trust.id);
    const again = await lettersOf(the, caseId);
    expect(await deliveryOf(caseId)).toEqual([{ state: 'sending' }]);
    await sendAll(the, again);
    expect(await states(caseId)).toEqual(['accepted']);
    expect(await deliveryOf(caseId)).toEqual([{ state: 'sent' }]);
  });

  it('3.13 has as long to be opened as any letter, where it was taken before', async () => {
    const { town, database } = the;
    const caseId = await late();
    await sendAll(the, await lettersOf(the, caseId));
    await hoursPass(caseId, 30);
    await everybody('now()');
    await endUnopened(database.worker, town.trust.id);
    await lettersOf(the, caseId);
    expect(await states(caseId)).toEqual(['accepted, for nobody']);
    await everybody('null');
    await lookForSomebody(database.worker, town.trust.id);
    await lettersOf(the, caseId);
    await endUnopened(database.worker, town.trust.id);
    expect(await states(caseId)).toEqual(['accepted']);
  });

  it('3.13 is known at once not to have reached them where it came back while it stood for nobody', async () => {
    const { town, database } = the;
    const tenantId = town.trust.id;
    const caseId = await late();
    const letters = await lettersOf(the, caseId);
    await sendAll(the, letters);
    await hoursPass(caseId, 30);
    await everybody('now()');
    await endUnopened(database.worker, tenantId);
    await lettersOf(the, caseId);
    for (const messageId of letters) {
      await answered(database.worker, { tenantId, messageId, status: 'permanent-failure' });
    }
    expect(await states(caseId)).toEqual(['bounced, for nobody']);
    await everybody('null');
    const { deliveries } = await wake(database.worker, { tenantId, caseId });
    await database.ownerPlatform.query('delete from graphile_worker._private_jobs');
    for (const deliveryId of deliveries) {
      await deliverNotice(database.worker, { tenantId, deliveryId }, MAILING);
    }
    expect(await states(caseId)).toEqual(['bounced']);
    const pokes = await database.ownerPlatform.query<{ id: string }>(
      `select payload ->> 'caseId' as id from graphile_worker._private_jobs`,
    );
    expect(pokes).toContainEqual({ id: caseId });
  });

  it('3.13 has as long to be carried as any letter, however long ago it was first said', async () => {
    const { town, database } = the;
    const caseId = await late();
    const letters = await lettersOf(the, caseId);
    await hoursPass(caseId, 30);
    await everybody('now()');
    await sendAll(the, letters);
    await everybody('null');
    await lookForSomebody(database.worker, town.trust.id);
    await lettersOf(the, caseId);
    await endUnopened(database.worker, town.trust.id);
    const unreached = await asOwner(
      the,
      `select from app.message where tenant_id = $1 and case_id = $2 and untaken_at is not null`,
      caseId,
    );
    expect([await states(caseId), unreached]).toEqual([['waiting'], []]);
  });
});
