import { deliverNotice, establishLayers, wake } from '@trustward/casework';
import { parseLayer } from '@trustward/chain';
import { aCase, aSchool, aStaffedSchool, testDatabase } from '@trustward/testing';
import type { Somebody, StaffedSchool, TestDatabase } from '@trustward/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { MAILING } from './mailed.ts';

let database: TestDatabase;
let here: StaffedSchool;
let caseId: string;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  here = await aStaffedSchool(database);
  ({ caseId } = await aCase(here.trust, here.people.teacher, here.school));
});

const asOwner = <R>(sql: string, ...values: readonly unknown[]) =>
  database.owner.run({ tenantId: here.trust.id, actor: 'test' }, (tx) => tx.query<R>(sql, values));
const set = (change: string, { id } = here.people.dsl) =>
  asOwner(`update app.person set ${change} where id = $1`, id);
const endPosts = ({ id }: Somebody) => asOwner('update app.post set until = now() where person_id = $1', id);

/** Who owns the decision after the case was looked at again. */
async function ownerNow(): Promise<string | undefined> {
  await wake(database.worker, { tenantId: here.trust.id, caseId });
  const sql = `select owner_person as owner from app.duty where case_id = $1 and step = 'decide'`;
  return (await asOwner<{ owner: string }>(sql, caseId))[0]?.owner;
}

describe('the duty of somebody who cannot act', () => {
  it('is theirs again when they come back from an absence', async () => {
    await set(`away_until = now() + interval '1 day'`);
    expect(await ownerNow()).toBe(here.people.head.id);
    await set('away_until = null');
    expect(await ownerNow()).toBe(here.people.dsl.id);
  });

  it('§3.19 is not theirs again when their suspension ends', async () => {
    await set('suspended_at = now()');
    expect(await ownerNow()).toBe(here.people.head.id);
    await set('suspended_at = null');
    expect(await ownerNow()).toBe(here.people.head.id);
  });
});

const owed = { sentence: 'Made for a test.', clock: { within: { workingDays: 2 }, from: 'awareness' } };
const WITNESSED = parseLayer({
  language: 2,
  layer: 'trust',
  id: 'witnessed',
  version: 1,
  title: 'Made for tests',
  chains: [
    {
      language: 2,
      id: 'witnessed',
      version: 1,
      title: 'What somebody saw',
      sentence: 'Made for a test.',
      about: 'child',
      steps: [
        {
          ...owed,
          id: 'ring',
          title: 'Ring',
          owner: ['reporter', 'trustSafeguardingLead'],
          personal: true,
          remind: [{ atShare: 0.5 }],
          late: [{ tell: ['reporter', 'headteacher'], every: { workingDays: 1 } }],
        },
        { ...owed, id: 'say-why', title: 'Say why', owner: ['reporter', 'dsl'] },
      ],
    },
  ],
});

describe('a reporter who is a member of staff and nothing else', () => {
  const owners = async () => {
    await wake(database.worker, { tenantId: here.trust.id, caseId });
    return asOwner<{ step: string; owner: string }>(
      'select step, owner_person as owner from app.duty where case_id = $1 order by step',
      caseId,
    );
  };
  const alerts = () =>
    asOwner<{ step: string; roles: readonly string[] }>(
      `select step, audience -> 'roles' as roles from app.delivery where case_id = $1 and because = 'personalAway'`,
      caseId,
    );
  const between = (ring: Somebody, why: Somebody) => [
    { step: 'ring', owner: ring.id },
    { step: 'say-why', owner: why.id },
  ];

  beforeEach(async () => {
    const layer = WITNESSED.ok ? [WITNESSED.layer] : [];
    await database.owner.run({ tenantId: here.trust.id, actor: 'test' }, (tx) => establishLayers(tx, layer));
    const { trust, people, school } = here;
    ({ caseId } = await aCase(trust, people.teacher, school, { chainId: 'witnessed', facts: {} }));
  });

  it('owes what they reported while they are there, and nobody is alerted', async () => {
    const { teacher } = here.people;
    expect(await owners()).toEqual(between(teacher, teacher));
    expect(await alerts()).toEqual([]);
  });

  it.each([
    ['is away', () => set(`away_until = now() + interval '1 day'`, here.people.teacher)],
    ['is suspended', () => set('suspended_at = now()', here.people.teacher)],
    ['has left', () => endPosts(here.people.teacher)],
    ['has gone to another school', () => endPosts(here.people.teacher).then(elsewhere)],
  ])(
    '2.38 keeps what they owe in person where one %s: leaders hear once; the rest goes on',
    async (_, leave) => {
      const { teacher, dsl } = here.people;
      await leave();
      expect(await owners()).toEqual(between(teacher, dsl));
      expect(await owners()).toEqual(between(teacher, dsl));
      expect(await alerts()).toEqual([{ step: 'ring', roles: ['trustSafeguardingLead', 'ceo'] }]);
    },
  );

  it.each([
    ['has left', () => endPosts(here.people.teacher)],
    ['has gone to another school', () => endPosts(here.people.teacher).then(elsewhere)],
  ])('is told nothing of the case any more, nor written to, once one %s', async (_, leave) => {
    const { teacher } = here.people;
    const deliver = async () => {
      const pending = `select id from app.delivery where case_id = $1 and state = 'pending' order by at`;
      for (const { id } of await asOwner<{ id: string }>(pending, caseId)) {
        await deliverNotice(database.worker, { tenantId: here.trust.id, deliveryId: id }, MAILING);
      }
    };
    const told = async () => {
      const counts = `select (select count(*)::int from app.notice where case_id = $1 and person_id = $2) as notices,
        (select count(*)::int from app.message where case_id = $1 and person_id = $2) as messages`;
      return (await asOwner<{ notices: number; messages: number }>(counts, caseId, teacher.id))[0];
    };
    await deliver();
    const before = await told();
    expect(before?.notices).toBeGreaterThan(0);
    await leave();
    await asOwner(
      `update app.case_file set drill = true, clock_offset_ms = 7 * 86400000 where id = $1`,
      caseId,
    );
    await owners();
    await deliver();
    expect(await told()).toEqual(before);
  });

  it('has again what went on when they are back from an absence, and not when they come back after they left', async () => {
    const { teacher, dsl } = here.people;
    await set(`away_until = now() + interval '1 day'`, teacher);
    await owners();
    await set('away_until = null', teacher);
    expect(await owners()).toEqual(between(teacher, teacher));
    await endPosts(teacher);
    await owners();
    await asOwner('update app.post set until = null where person_id = $1', teacher.id);
    expect(await owners()).toEqual(between(teacher, dsl));
  });

  /** They hold a post, which says nothing of this school. */
  async function elsewhere(): Promise<void> {
    const { id } = await aSchool(here.trust, 'Ash Primary School');
    const sql = `insert into app.post (tenant_id, id, person_id, role, school_id, since)
      values ($1, gen_random_uuid(), $2, 'staff', $3, now() - interval '1 day')`;
    await asOwner(sql, here.trust.id, here.people.teacher.id, id);
  }
});
