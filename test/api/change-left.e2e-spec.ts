import { wake } from '@trustward/casework';
import { beforeAll, describe, expect, it } from 'vitest';
import { changesBy, changesOf, closedAround } from './changing.ts';
import { asOwner } from './mailed.ts';
import { publish } from './procedure.ts';
import { SCHOOL_DAYS } from './school-days.ts';
import { aSetting } from './setting.ts';
import { signIn } from './signed-in.ts';
import type { SignedIn } from './signed-in.ts';
import { anOpenCase } from './story.ts';

const the = aSetting();
const { dueOf } = changesOf(the);
let admin: SignedIn;
const { draft, throughWith, read } = changesBy(the, () => admin);
beforeAll(async () => {
  admin = await signIn(the.server, the.town.administrator);
  await publish(the.town, SCHOOL_DAYS);
});

const stateIs = (caseId: string, state: unknown) =>
  asOwner(
    the,
    'update app.case_file set state = $3 where tenant_id = $1 and id = $2',
    caseId,
    JSON.stringify(state),
  );

describe('a case that could not be read as a calendar changed', () => {
  it('takes the change, once, when it is sound again', async () => {
    const { town, database } = the;
    const open = () => anOpenCase(town, town.teacher, { chainId: 'school-days', facts: {} });
    const [good, bad] = [await open(), await open()];
    const [kept] = await asOwner<{ state: unknown }>(
      the,
      'select state from app.case_file where tenant_id = $1 and id = $2',
      bad,
    );
    const before = (await dueOf(bad, 'look')).due;
    await stateIs(bad, {});
    const done = await throughWith(await draft(closedAround(town.school.id)));
    expect(done).toMatchObject({ state: 'applied', unreadable: 1 });
    await stateIs(bad, kept?.state);
    await wake(database.worker, { tenantId: town.trust.id, caseId: bad });
    const { due } = await dueOf(bad, 'look');
    expect(due).toBeGreaterThan(before);
    const calendars = await asOwner<{ hash: string }>(
      the,
      'select distinct calendar_hash as hash from app.case_file where tenant_id = $1 and id = any($2::uuid[])',
      [good, bad],
    );
    expect(calendars).toHaveLength(1);
    expect(await read(done)).toMatchObject({ unreadable: 0 });
    await wake(database.worker, { tenantId: town.trust.id, caseId: bad });
    const events = await asOwner(
      the,
      `select from app.case_event where tenant_id = $1 and case_id = $2 and type = 'calendarChanged'`,
      bad,
    );
    expect(events).toHaveLength(1);
  });
});
