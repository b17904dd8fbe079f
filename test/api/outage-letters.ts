import { deliverNotice, wake } from '@trustward/casework';
import { Past } from './past.ts';
import type { Setting } from './setting.ts';

type Sending = Parameters<typeof deliverNotice>[2];

/** What the worker does of a case as it is woken, but for sending its mail. */
export async function woken(
  { town, database }: Setting,
  caseId: string,
  sending: Sending,
): Promise<readonly string[]> {
  const tenantId = town.trust.id;
  const { deliveries } = await wake(database.worker, { tenantId, caseId });
  for (const deliveryId of deliveries) {
    await deliverNotice(database.worker, { tenantId, deliveryId }, sending);
  }
  return deliveries;
}

/** Two cases whose follow-up fell due while nothing was reminded of. */
export async function twoInOneOutage({ town, database }: Setting): Promise<[string, string]> {
  const past = new Past(town);
  const cases: [string, string] = [await past.rang(26), await past.rang(25.5)];
  await database.ownerPlatform.query(
    `insert into platform.pulse (what, at, silence) values ('reminders', app.at($1), interval '1 minute')`,
    [past.at(5)],
  );
  return cases;
}

/** Everybody gets one letter for both. */
export async function twoLateByOneOutage(the: Setting, sending: Sending): Promise<[string, string]> {
  const cases = await twoInOneOutage(the);
  for (const caseId of cases) await woken(the, caseId, sending);
  return cases;
}
