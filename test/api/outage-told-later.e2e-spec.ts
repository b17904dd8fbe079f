import { deliver, endUnopened } from '@trustward/casework';
import { lateRecordPage } from '@trustward/contracts';
import type { Tx } from '@trustward/database';
import { beforeEach, describe, expect, it } from 'vitest';
import { MAILING, asOwner, lettersOf, sendAll } from './mailed.ts';
import { twoInOneOutage, twoLateByOneOutage } from './outage-letters.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';

const the = aSetting();

const keepOut = (caseId: string) =>
  asOwner(
    the,
    `insert into app.exclusion (tenant_id, case_id, person_id, cause)
     select $1, $2, person, 'decision' from unnest($3::uuid[]) person`,
    caseId,
    [the.town.head.id, the.town.lead.id],
  );
const lettersTo = (personId: string) =>
  asOwner<{ state: string; case: string; ofOutage: boolean }>(
    the,
    `select m.state, m.case_id as case, m.outage_since is not null as "ofOutage" from app.message m
     join app.delivery d on d.tenant_id = m.tenant_id and d.id = m.delivery_id
     where m.tenant_id = $1 and m.person_id = $2 and d.because = 'breach' order by m.created_at`,
    personId,
  );
const hoursPass = async () => {
  for (const column of ['created_at', 'ended_at']) {
    await asOwner(
      the,
      `update app.message set ${column} = ${column} - interval '5 hours' where tenant_id = $1`,
    );
  }
  await asOwner(
    the,
    `update app.notice set created_at = created_at - interval '5 hours' where tenant_id = $1`,
  );
};

beforeEach(async () => {
  await the.database.ownerPlatform.query('delete from platform.pulse');
  await the.database.ownerPlatform.query('delete from platform.outage');
});

describe('what fell due in an outage and is told to somebody hours after their letter of it', () => {
  it('3.13 is written to them by itself, and the record says of no letter before that it told them', async () => {
    const { town, database, server } = the;
    const tenantId = town.trust.id;
    const ceo = await signIn(server, town.ceo);
    const toldOf = async (caseId: string) => {
      const { body } = await ceo.get('/api/late/records?limit=100').expect(200);
      const told = lateRecordPage.parse(body).items.find((it) => it.caseId === caseId)?.told ?? [];
      return told.find(({ name }) => name === town.ceo.name)?.by;
    };
    const [first, second] = await twoInOneOutage(the);
    for (const caseId of [first, second]) await keepOut(caseId);
    await sendAll(the, await lettersOf(the, first));
    expect(await lettersTo(town.ceo.id)).toEqual([{ state: 'accepted', case: first, ofOutage: true }]);
    await asOwner(
      the,
      'update app.notice set seen_at = clock_timestamp() where tenant_id = $1 and person_id = $2',
      town.ceo.id,
    );
    await hoursPass();
    const letters = await lettersOf(the, second);
    expect(await lettersTo(town.ceo.id)).toEqual([
      { state: 'accepted', case: first, ofOutage: true },
      { state: 'waiting', case: second, ofOutage: false },
    ]);
    expect(await toldOf(second)).toBe('in Trustward; an e-mail waits');
    await sendAll(the, letters);
    expect(await toldOf(second)).toBe('in Trustward and by e-mail');
    await endUnopened(database.worker, tenantId);
    expect((await lettersTo(town.ceo.id)).map(({ state }) => state)).toEqual(['accepted', 'accepted']);
  });
});

describe('two cases of which each writes anew the letter that stands in the other', () => {
  /** Waits until all have come, or for so long that somebody must be waiting elsewhere. */
  function meeting(count: number): () => Promise<void> {
    let come: () => void = () => undefined;
    const all = new Promise<void>((resolve) => (come = resolve));
    let arrived = 0;
    return async () => {
      arrived += 1;
      if (arrived === count) come();
      await Promise.race([all, new Promise<void>((resolve) => setTimeout(resolve, 700))]);
    };
  }

  it('3.11 go one after the other, and neither has to begin anew', async () => {
    const { town, database } = the;
    const tenantId = town.trust.id;
    const [first, second] = await twoLateByOneOutage(the, MAILING);
    const deliveryOf = async (caseId: string) =>
      (
        await asOwner<{ id: string }>(
          the,
          `select id from app.delivery where tenant_id = $1 and case_id = $2 and because = 'breach'`,
          caseId,
        )
      )[0]?.id ?? expect.fail('It was not told.');
    const deliveries = [await deliveryOf(first), await deliveryOf(second)] as const;
    await asOwner(
      the,
      'update app.message set delivery_id = $2, case_id = $3 where tenant_id = $1 and person_id = $4 and delivery_id = $5',
      deliveries[1],
      second,
      town.lead.id,
      deliveries[0],
    );
    await asOwner(
      the,
      `update app.message set state = 'accepted', ended_at = clock_timestamp(), lapsed_at = clock_timestamp()
       where tenant_id = $1 and delivery_id = any($2)`,
      deliveries,
    );
    await asOwner(
      the,
      `update app.delivery set state = 'nobody', sent_at = null where tenant_id = $1 and id = any($2)`,
      deliveries,
    );
    let runs = 0;
    const met = meeting(deliveries.length);
    const meets = (tx: Tx): Tx => ({
      ...tx,
      query: async <R>(text: string, values?: readonly unknown[], name?: string) => {
        const rows = await tx.query<R>(text, values, name);
        if (name === 'tell-delivery') await met();
        return rows;
      },
    });
    await Promise.all(
      deliveries.map((id) =>
        database.worker.run({ tenantId, actor: 'worker' }, async (tx) => {
          runs += 1;
          await deliver(meets(tx), id, MAILING);
        }),
      ),
    );
    expect(runs).toBe(2);
    const lapsed = await asOwner(
      the,
      'select from app.message where tenant_id = $1 and delivery_id = any($2) and lapsed_at is not null',
      deliveries,
    );
    expect(lapsed).toEqual([]);
  });
});
