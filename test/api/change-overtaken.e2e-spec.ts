import { randomUUID } from 'node:crypto';
import type { Change } from '@trustward/contracts';
import { beforeAll, describe, expect, it } from 'vitest';
import { problemOf } from './api-server.ts';
import { changesBy, changesOf, closedAround, dayIn } from './changing.ts';
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
const { parsed, draft, carryOut, apply, applied, putAside } = changesBy(the, () => admin);
beforeAll(async () => {
  admin = await signIn(the.server, the.town.administrator);
  await publish(the.town, SCHOOL_DAYS);
});

describe('a change that waits to be applied while time goes by', () => {
  it('is counted again once a deadline that it moves falls due, as it was or as it would be', async () => {
    const { town } = the;
    const caseId = await anOpenCase(town, town.teacher, { chainId: 'school-days', facts: {} });
    const { due } = await dueOf(caseId, 'look');
    const counted = await carryOut(await draft(closedAround(town.school.id)));
    expect(counted.moved).toBe(1);
    const [kept] = await asOwner<{ until: number }>(
      the,
      'select app.ms(holds_until) as until from app.change_case where tenant_id = $1 and case_id = $2',
      caseId,
    );
    // It moves it later: what is shown holds until it is due as it is.
    expect(Math.abs((kept?.until ?? 0) - due)).toBeLessThan(60_000);
    await asOwner(
      the,
      `update app.change_case set holds_until = clock_timestamp(), was_at = was_at - interval '1 day'
        where tenant_id = $1 and case_id = $2`,
      caseId,
    );
    expect(problemOf(await apply(counted), 409, 'stale').detail).toMatch(/^1 case has moved on/);
    expect((await dueOf(caseId, 'look')).due).toBe(due);
    const again = await carryOut(counted);
    expect(again).toMatchObject({ state: 'counted', version: 2, moved: 1 });
    await applied(again);
    await carryOut(again);
  });

  it('is refused once the day that it is about is over: nothing is late, or in time, in hindsight', async () => {
    /** The first from then on that is no weekend and no bank holiday. */
    const closing = async (inDays: number): Promise<Change> => {
      const day = { kind: 'closedDay', day: dayIn(inDays), authorityId: null, isClosed: true };
      const answer = await admin.post('/api/changes', { eventId: randomUUID(), ...day });
      return answer.status === 422 ? closing(inDays + 1) : parsed(answer.body);
    };
    const counted = await carryOut(await closing(3));
    await asOwner(
      the,
      `update app.change set value = jsonb_set(value, '{day}', to_jsonb((value ->> 'day')::int - 20))
       where tenant_id = $1 and id = $2`,
      counted.id,
    );
    expect(problemOf(await apply(counted), 422, 'refused').detail).toBe('That day is over.');
    await putAside(counted).expect(200);
  });
});
