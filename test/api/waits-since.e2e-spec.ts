import { releaseUnsent, unfinished, wake } from '@trustward/casework';
import { beforeEach, describe, expect, it } from 'vitest';
import { aLink } from './agency.ts';
import { asOwner, lettersOf } from './mailed.ts';
import { aDragonCase } from './procedure.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import { anOpenCase } from './story.ts';

const the = aSetting();
const HOUR_MS = 3_600_000;

const waiting = async (what: 'message' | 'delivery', state: string) =>
  (await unfinished(the.database.workerPlatform)).find((each) => each.what === what && each.state === state);
const hoursOf = async (state: string) =>
  (((await waiting('message', state))?.seconds ?? 0) * 1_000) / HOUR_MS;

/** Mail that was kept for two days: what became late, a link to an agency, and news of the central team. */
async function keptForDays(how: 'unsent' | 'held'): Promise<void> {
  const { town, server } = the;
  const caseId = await anOpenCase(town, town.teacher, { awareAt: Date.now() - 9 * HOUR_MS });
  await lettersOf(the, caseId);
  await asOwner(
    the,
    `update app.message set state = $3, created_at = created_at - interval '2 days',
       held_until = case when $3 = 'held' then clock_timestamp() - interval '1 minute' end
     where tenant_id = $1 and case_id = $2`,
    caseId,
    how,
  );
  if (how === 'held') return;
  const link = await aLink(the, await signIn(server, town.dsl));
  await asOwner(
    the,
    `update app.agency_link set mail = 'unsent', made_at = made_at - interval '2 days', expires_at = expires_at
     where tenant_id = $1 and case_id = $2`,
    link.caseId,
  );
  await asOwner(
    the,
    `insert into app.trust_notice (tenant_id, id, person_id, because, mail, created_at)
     values ($1, gen_random_uuid(), $2, 'keyGiven', 'unsent', clock_timestamp() - interval '2 days')`,
    town.administrator.id,
  );
}

beforeEach(async () => {
  await asOwner(
    the,
    `update app.message set state = 'superseded', ended_at = clock_timestamp() where tenant_id = $1 and ended_at is null`,
  );
  await asOwner(the, `update app.agency_link set mail = 'accepted' where tenant_id = $1`);
});

describe('how long mail has waited', () => {
  it.each(['unsent', 'held'] as const)(
    '3.18 is counted since it was released, not since it was written, of what was %s',
    async (how) => {
      await keptForDays(how);
      if (how === 'unsent') expect(await hoursOf('unsent')).toBeGreaterThan(47);
      const { sent } = await releaseUnsent(the.database.worker, the.town.trust.id, ['email']);
      expect(sent).toBeGreaterThan(how === 'unsent' ? 2 : 0);
      expect(await waiting('message', 'waiting')).toBeDefined();
      expect(await hoursOf('waiting')).toBeLessThan(1);
    },
  );
});

describe('what reached nobody', () => {
  const everybody = (since: string) =>
    asOwner(the, `update app.person set suspended_at = ${since} where tenant_id = $1`);
  const nobody = async () => (await waiting('delivery', 'nobody'))?.count ?? 0;

  it.each([
    ['counted of a case', false],
    ['told and not counted of a drill', true],
  ] as const)('3.18 is %s', async (_, drill) => {
    const { town, database } = the;
    const before = await nobody();
    const caseId = drill
      ? await aDragonCase(town, { drill })
      : await anOpenCase(town, town.teacher, { awareAt: Date.now() - 9 * HOUR_MS });
    if (drill) {
      await asOwner(
        the,
        'update app.case_file set clock_offset_ms = 40 * 60000 where tenant_id = $1 and id = $2',
        caseId,
      );
      await wake(database.worker, { tenantId: town.trust.id, caseId });
    }
    await everybody('now()');
    await lettersOf(the, caseId);
    await everybody('null');
    const waits = await asOwner(
      the,
      `select from app.delivery where tenant_id = $1 and case_id = $2 and state = 'nobody'`,
      caseId,
    );
    expect(waits.length).toBeGreaterThan(0);
    expect((await nobody()) - before).toBe(drill ? 0 : waits.length);
  });
});
