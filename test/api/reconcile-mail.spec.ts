import { reconcile } from '@trustward/casework';
import type { Timekeeper } from '@trustward/casework';
import { expect, it } from 'vitest';
import { aLink } from './agency.ts';
import { asOwner, mailed } from './mailed.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';

const the = aSetting();
const none = async function* () {
  yield* [];
};

/** Temporal as it is after it was restored to before something was to be mailed: it drives the case, and mails nothing. */
const driving = (caseId: string): Timekeeper => {
  const it = { tenantId: the.town.trust.id, caseId, wakeAt: 0 };
  return {
    running: async function* () {
      yield* [it];
    },
    look: () => Promise.resolve(it),
    end: () => Promise.resolve(),
    delivering: none,
    delivers: () => Promise.resolve(false),
    delivered: none,
  };
};
const compare = async (caseId: string) => {
  const doors = { door: the.database.worker, platform: the.database.workerPlatform };
  return reconcile(doors, driving(caseId), () => undefined);
};

it('3.8 a link that waits to be mailed to an agency, and that Temporal lost, is found and mailed', async () => {
  const { town, server } = the;
  const { caseId } = await aLink(the, await signIn(server, town.dsl));
  await mailed(the, caseId, () => 'accepted');
  const { untold: before } = await compare(caseId);
  expect(before).toEqual([]);
  await asOwner(
    the,
    `update app.agency_link set mail = 'waiting' where tenant_id = $1 and case_id = $2`,
    caseId,
  );
  expect((await compare(caseId)).untold).toEqual([{ tenantId: town.trust.id, caseId }]);
});

it('3.8 what a central team waits to be mailed, and Temporal lost, is mailed', async () => {
  const { town, database, server } = the;
  const { caseId } = await aLink(the, await signIn(server, town.dsl));
  await asOwner(
    the,
    `insert into app.trust_notice (tenant_id, id, person_id, because, mail)
     values ($1, gen_random_uuid(), $2, 'keyGiven', 'waiting')`,
    town.administrator.id,
  );
  await database.ownerPlatform.query('delete from graphile_worker._private_jobs');
  await compare(caseId);
  const jobs = await database.ownerPlatform.query<{ of: string }>(
    `select payload ->> 'tenantId' as of from graphile_worker._private_jobs where key like 'trustMail/%'`,
  );
  expect(jobs).toEqual([{ of: town.trust.id }]);
});
