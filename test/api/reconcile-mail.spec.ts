import { reconcile } from '@trustward/casework';
import type { Timekeeper } from '@trustward/casework';
import { expect, it } from 'vitest';
import { aLink } from './agency.ts';
import { asOwner, lettersOf, mailed, sendAll } from './mailed.ts';
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
const comparing = (timekeeper: Timekeeper) =>
  reconcile(
    { door: the.database.worker, platform: the.database.workerPlatform },
    timekeeper,
    () => undefined,
  );
const compare = (caseId: string) => comparing(driving(caseId));
/** Beside a Temporal that has nothing left. */
const compareAll = () => comparing({ ...driving(''), running: none, look: () => Promise.resolve(null) });

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

it('3.8 a link of a case that has ended, and that Temporal lost, is found and mailed no more', async () => {
  const { town, server } = the;
  const { caseId } = await aLink(the, await signIn(server, town.dsl));
  await mailed(the, caseId, () => 'accepted');
  const it = { tenantId: town.trust.id, caseId };
  await asOwner(
    the,
    'update app.case_file set ended_at = clock_timestamp(), next_wake = null where tenant_id = $1 and id = $2',
    caseId,
  );
  expect((await compareAll()).missing).not.toContainEqual(it);
  await asOwner(
    the,
    `update app.agency_link set mail = 'waiting' where tenant_id = $1 and case_id = $2`,
    caseId,
  );
  expect((await compareAll()).missing).toContainEqual(it);
  await sendAll(the, await lettersOf(the, caseId));
  const links = await asOwner(
    the,
    'select mail from app.agency_link where tenant_id = $1 and case_id = $2',
    caseId,
  );
  expect(links).toEqual([{ mail: 'withheld' }]);
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
