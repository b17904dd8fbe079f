import { DAY, ENGLAND, startOfDay, turnAt } from '@trustward/chain';
import { ROUTINES, routineOpening } from '@trustward/casework';
import type { Came } from '@trustward/casework';
import { Backdated } from '@trustward/casework/backdated';
import type { Door } from '@trustward/database';
import { DEMO_ACTOR, schoolIdOf } from './load-people.ts';

const OPENED_DAYS_AGO = 7;

/** What has come with this term at a school of the demo, as the calendar opens it. In a holiday nothing has. */
export async function loadCheck(door: Door, tenantId: string, school: string): Promise<Came> {
  return door.run({ tenantId, actor: DEMO_ACTOR }, async (tx) => {
    const [routine] = ROUTINES;
    const now = Math.round(tx.startedAt);
    const turn = routine && turnAt(routine.round, ENGLAND, now);
    if (!turn) return 'notNow';
    const at = Math.max(startOfDay(ENGLAND, turn.from), now - OPENED_DAYS_AGO * DAY);
    const opening = routineOpening(schoolIdOf(school), routine, turn, at);
    const there = 'select from app.case_file where tenant_id = $1 and opening_event = $2';
    if ((await tx.query(there, [tenantId, opening.eventId])).length > 0) return 'there';
    const past = new Backdated(tx);
    const { caseId } = await past.open(at, opening);
    await past.drive(now, caseId, { kind: 'time' });
    await past.deliverAll(caseId);
    return 'opened';
  });
}
