import { randomUUID } from 'node:crypto';
import { deliverNotice, putDown, wake } from '@trustward/casework';
import { lateBoard, lateRecordPage } from '@trustward/contracts';
import { beforeEach, describe, expect, it } from 'vitest';
import { aWrittenReferral, madeLink, withdrawLink } from './agency.ts';
import { MAILING, asOwner, mailed } from './mailed.ts';
import { Past } from './past.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';
import { anOpenCase, doStep, forward, viewOf, wakeUp } from './story.ts';

const the = aSetting();
const FOLLOW_UP = 'written-follow-up';

const causesOf = async (caseId: string) =>
  Object.fromEntries(
    (
      await asOwner<{ step: string; cause: string }>(
        the,
        'select step, cause from app.breach where tenant_id = $1 and case_id = $2',
        caseId,
      )
    ).map(({ step, cause }) => [step, cause]),
  );
const recordOf = async (who: SignedIn, caseId: string, step: string) =>
  lateRecordPage
    .parse((await who.get('/api/late/records?limit=100').expect(200)).body)
    .items.find((row) => row.caseId === caseId && row.step === step);
const onBoard = async (who: SignedIn, caseId: string, step: string) =>
  lateBoard
    .parse((await who.get('/api/late?limit=100').expect(200)).body)
    .items.find((row) => row.caseId === caseId && row.step === step);

beforeEach(async () => {
  await the.database.ownerPlatform.query('delete from platform.pulse');
  await the.database.ownerPlatform.query('delete from platform.outage');
});

const BECAME: readonly (readonly [why: string, was: string, cause: string, became: string])[] = [
  ['another agency', 'accepted by its carrier', 'theirSide', `mail = 'accepted'`],
  ['not opened', 'kept, and waits still', 'notOpened', `mail = 'waiting'`],
  ['not opened', 'kept while nobody carried mail', 'notOpened', `mail = 'unsent'`],
  ['not opened', 'answered for by no carrier', 'notOpened', `mail = 'noAnswer'`],
  [
    'not opened',
    'accepted, and has run out',
    'notOpened',
    `mail = 'accepted', made_at = now() - interval '2 days', expires_at = now() - interval '1 minute'`,
  ],
];

describe('why a duty became late', () => {
  it('is “not opened” where its owner only did what brought it up, and the same on the board and the record', async () => {
    const { town, server } = the;
    const [dsl, lead] = [await signIn(server, town.dsl), await signIn(server, town.lead)];
    const caseId = await new Past(town).rang(26);
    await wakeUp(town, caseId);
    expect(await causesOf(caseId)).toMatchObject({ [FOLLOW_UP]: 'notOpened' });
    await viewOf(dsl, caseId);
    expect((await recordOf(lead, caseId, FOLLOW_UP))?.cause).toBe('Not opened');
    expect((await onBoard(lead, caseId, FOLLOW_UP))?.why).toBe('Not opened');
  });

  it.each([
    ['another agency', 'was given a link', 'theirSide', async (by: SignedIn, id: string) => madeLink(by, id)],
    ['not opened', 'was not', 'notOpened', () => Promise.resolve()],
    [
      'not opened',
      'was, and it was withdrawn',
      'notOpened',
      async (by: SignedIn, id: string) => {
        await madeLink(by, id);
        await withdrawLink(by, id).expect(204);
      },
    ],
  ])('is %s where the step is theirs to confirm and the agency %s', async (_why, _was, cause, asks) => {
    const { town, server } = the;
    const [dsl, head] = [await signIn(server, town.dsl), await signIn(server, town.head)];
    const caseId = await aWrittenReferral(the, dsl, { drill: true });
    await asks(head, caseId);
    for (let days = 0; days < 40; days += 5) {
      await head.post(`/api/cases/${caseId}/clock`, { eventId: randomUUID(), forwardMinutes: 5 * 1440 });
      await mailed(the, caseId, () => 'accepted');
    }
    const { receipt, ...others } = await causesOf(caseId);
    expect(receipt).toBe(cause);
    expect(Object.keys(others).length).toBeGreaterThan(0);
    expect(Object.values(others)).not.toContain('theirSide');
  });

  it.each(BECAME)(
    'is %s where the link that an agency was to be mailed was %s',
    async (_why, _was, cause, became) => {
      const { town, server } = the;
      const [dsl, head] = [await signIn(server, town.dsl), await signIn(server, town.head)];
      const caseId = await aWrittenReferral(the, dsl, { drill: true });
      await madeLink(head, caseId);
      await asOwner(
        the,
        `update app.agency_link set ${became} where tenant_id = $1 and case_id = $2`,
        caseId,
      );
      for (let days = 0; days < 40; days += 5) {
        await head.post(`/api/cases/${caseId}/clock`, { eventId: randomUUID(), forwardMinutes: 5 * 1440 });
        await mailed(the, caseId, () => 'accepted');
      }
      expect((await causesOf(caseId))['receipt']).toBe(cause);
    },
  );
});

describe('why a duty of a drill became late', () => {
  it.each([
    ['not opened', 'before that alone', 'notOpened', false],
    ['opened', 'since', 'opened', true],
  ])('is “%s” where whoever it was handed to looked %s', async (_why, _when, cause, looksSince) => {
    const { town, server } = the;
    const [dsl, deputy] = [await signIn(server, town.dsl), await signIn(server, town.deputy)];
    const head = await signIn(server, town.head);
    const caseId = await anOpenCase(town, town.teacher, { drill: true });
    for (const step of ['decide', 'verbal-referral']) await doStep(dsl, caseId, step);
    await viewOf(deputy, caseId);
    const suspend = (at: string) =>
      asOwner(
        the,
        `update app.person set suspended_at = ${at} where tenant_id = $1 and id = $2`,
        town.dsl.id,
      );
    await suspend('now()');
    try {
      await wakeUp(town, caseId);
      const { tasks } = await viewOf(head, caseId);
      expect(tasks.find(({ step }) => step === FOLLOW_UP)?.owner?.name).toBe(town.deputy.name);
      if (looksSince) await viewOf(deputy, caseId);
      await forward(town, head, caseId, 25 * 60);
      expect(await causesOf(caseId)).toMatchObject({ [FOLLOW_UP]: cause });
    } finally {
      await suspend('null');
    }
  });
});

describe('by what way somebody was told of it', () => {
  it.each([
    ['is over', `insert into platform.outage (what, since, until) values ('reminders', app.at($1), now())`],
    [
      'nobody has come back from',
      `insert into platform.pulse (what, at, silence) values ('reminders', app.at($1), interval '1 minute')`,
    ],
  ])(
    'is by e-mail for every case that the one letter of an outage that %s stood for',
    async (_what, insert) => {
      const { town, server, database } = the;
      for (const table of ['pulse', 'outage']) {
        await database.ownerPlatform.query(`delete from platform.${table}`);
      }
      await asOwner(the, 'delete from app.message where tenant_id = $1');
      const past = new Past(town);
      const cases = [await past.rang(26), await past.rang(25.5)];
      await database.ownerPlatform.query(insert, [past.at(5)]);
      for (const caseId of cases) await mailed(the, caseId, () => 'accepted');
      const letters = await asOwner(
        the,
        'select from app.message where tenant_id = $1 and person_id = $2 and outage_since is not null',
        town.lead.id,
      );
      expect(letters).toHaveLength(1);
      const lead = await signIn(server, town.lead);
      for (const caseId of cases) {
        const told = (await recordOf(lead, caseId, FOLLOW_UP))?.told ?? [];
        expect(told.length).toBeGreaterThan(0);
        expect(new Set(told.map(({ by }) => by))).toEqual(new Set(['in Trustward and by e-mail']));
      }
    },
  );

  it('stays by e-mail when the next one about it waits', async () => {
    const { town, server, database } = the;
    const tenantId = town.trust.id;
    const caseId = await new Past(town).rang(80);
    const { deliveries } = await wake(database.worker, { tenantId, caseId });
    for (const deliveryId of deliveries) {
      await deliverNotice(database.worker, { tenantId, deliveryId }, MAILING);
    }
    const breaches = await asOwner<{ id: string; person: string }>(
      the,
      `select m.id, m.person_id as person from app.message m join app.delivery d on d.tenant_id = m.tenant_id and d.id = m.delivery_id
       where m.tenant_id = $1 and m.case_id = $2 and d.because = 'breach'`,
      caseId,
    );
    for (const { id: messageId } of breaches) {
      await putDown(database.worker, { tenantId, messageId }, { state: 'delivered' });
    }
    await asOwner(
      the,
      `insert into app.message (tenant_id, id, delivery_id, case_id, person_id, channel, state)
       select $1, gen_random_uuid(), d.id, $2, w.person, 'email', 'waiting' from app.delivery d
       cross join unnest($3::uuid[]) as w(person)
       where d.tenant_id = $1 and d.case_id = $2 and d.step = $4 and d.because = 'stillLate' on conflict do nothing`,
      caseId,
      breaches.map(({ person }) => person),
      FOLLOW_UP,
    );
    const record = await recordOf(await signIn(server, town.lead), caseId, FOLLOW_UP);
    const ways = record?.told.filter(({ name }) => name === town.head.name).map(({ by }) => by);
    expect(ways).toEqual(['in Trustward and by e-mail']);
  });
});
