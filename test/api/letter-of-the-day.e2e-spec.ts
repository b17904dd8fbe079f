import { deliverNotice, wake } from '@trustward/casework';
import { expect, it } from 'vitest';
import { on } from './acting.ts';
import { MAILING, asOwner } from './mailed.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import { anOpenCase } from './story.ts';

const the = aSetting();

/** Somebody else takes over what was hers, which is news that can wait. */
async function aPieceOfNews(): Promise<void> {
  const { town, server, database } = the;
  const tenantId = town.trust.id;
  const caseId = await anOpenCase(town, town.teacher);
  const head = await signIn(server, town.head);
  expect((await on(head, caseId, 'decide', 'take-over', { reason: 'You are busy.' })).status).toBe(200);
  const { deliveries } = await wake(database.worker, { tenantId, caseId });
  for (const deliveryId of deliveries) {
    await deliverNotice(database.worker, { tenantId, deliveryId }, MAILING);
  }
}
const lettersOfDays = () =>
  asOwner<{ day: string; hour: string; state: string }>(
    the,
    `select summary_of::text as day, to_char(held_until at time zone 'Europe/London', 'HH24:MI') as hour, state
     from app.message where tenant_id = $1 and person_id = $2 and summary_of is not null order by summary_of`,
    the.town.dsl.id,
  );
const after = (day = '', days = 0): string =>
  new Date(Date.parse(day) + days * 24 * 3_600_000).toISOString().slice(0, 10);

it('3.12 the letter of a day that has gone is followed by the next day’s, for what comes after it', async () => {
  await aPieceOfNews();
  await aPieceOfNews();
  const [first, ...others] = await lettersOfDays();
  expect([first, others]).toMatchObject([{ hour: '07:30', state: 'held' }, []]);
  // It goes out, and only then they choose an hour of the same day.
  await asOwner(
    the,
    `update app.message set state = 'accepted', ended_at = clock_timestamp()
     where tenant_id = $1 and person_id = $2 and summary_of is not null`,
    the.town.dsl.id,
  );
  const dsl = await signIn(the.server, the.town.dsl);
  await dsl.post('/api/me/contact', { soon: 'email', later: 'daily', quiet: 'evening' }).expect(204);
  await aPieceOfNews();
  await aPieceOfNews();
  expect((await lettersOfDays()).slice(1)).toEqual([
    { day: after(first?.day, 1), hour: '08:00', state: 'held' },
  ]);
});
