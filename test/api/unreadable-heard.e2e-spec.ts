import { deliverNotice, wake } from '@trustward/casework';
import { aPerson } from '@trustward/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { MAILING, asOwner, mailed } from './mailed.ts';
import { aSetting } from './setting.ts';
import { anOpenCase, wakeUp } from './story.ts';

const the = aSetting();
let chair: { readonly id: string };
beforeAll(async () => {
  chair = await aPerson(the.town.trust).named('Chas Chair').as('trustChair').create();
});

async function anUnreadableCase(): Promise<string> {
  const { town } = the;
  const caseId = await anOpenCase(town, town.teacher);
  await wakeUp(town, caseId);
  await asOwner(the, `update app.case_file set state = '{}' where tenant_id = $1 and id = $2`, caseId);
  return caseId;
}

async function wakeAndTell(caseId: string): Promise<void> {
  const { database, town } = the;
  const tenantId = town.trust.id;
  const { deliveries } = await wake(database.worker, { tenantId, caseId });
  for (const deliveryId of deliveries) {
    await deliverNotice(database.worker, { tenantId, deliveryId }, MAILING);
  }
}

/** How often each was told. */
async function heard(caseId: string): Promise<{ lead: number; ceo: number; chair: number }> {
  const { town } = the;
  const rows = await asOwner<{ person: string }>(
    the,
    `select person_id as person from app.notice where tenant_id = $1 and case_id = $2 and because = 'caseUnreadable'`,
    caseId,
  );
  const times = (id: string) => rows.filter(({ person }) => person === id).length;
  return { lead: times(town.lead.id), ceo: times(town.ceo.id), chair: times(chair.id) };
}

const away = (personId: string) =>
  asOwner(
    the,
    `insert into app.absence (tenant_id, id, person_id, from_at, until_at)
     values ($1, gen_random_uuid(), $2, now() - interval '1 hour', now() + interval '1 day')`,
    personId,
  );

describe('that a case cannot be read', () => {
  it('is told to those above the leaders too once a leader was not reached', async () => {
    const caseId = await anUnreadableCase();
    await mailed(the, caseId, () => 'accepted');
    await wakeAndTell(caseId);
    expect(await heard(caseId)).toEqual({ lead: 1, ceo: 1, chair: 0 });
    const other = await anUnreadableCase();
    await mailed(the, other, (person) => (person === the.town.lead.id ? 'bounced' : 'accepted'));
    await wakeAndTell(other);
    await wakeAndTell(other);
    expect(await heard(other)).toEqual({ lead: 2, ceo: 2, chair: 1 });
  });

  it('is told again, and to those above the leaders, each day on which it still cannot be', async () => {
    const caseId = await anUnreadableCase();
    await wakeAndTell(caseId);
    for (const day of [1, 2]) {
      await asOwner(
        the,
        `update app.delivery set created_at = created_at - interval '24 hours' where tenant_id = $1 and case_id = $2
         and key like 'unreadable/%' and key not like '%/day%'`,
        caseId,
      );
      await wakeAndTell(caseId);
      await wakeAndTell(caseId);
      expect(await heard(caseId)).toEqual({ lead: 1 + day, ceo: 1 + day, chair: day });
    }
  });

  it('is told to those above the leaders at once where every leader is away', async () => {
    const { town } = the;
    await away(town.lead.id);
    const one = await anUnreadableCase();
    await wakeAndTell(one);
    expect((await heard(one)).chair).toBe(0);
    await away(town.ceo.id);
    const caseId = await anUnreadableCase();
    await wakeAndTell(caseId);
    expect((await heard(caseId)).chair).toBe(1);
  });
});
