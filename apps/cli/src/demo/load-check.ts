import { DAY, ENGLAND, startOfDay, turnAt } from '@trustward/chain';
import type { Instant, Turn } from '@trustward/chain';
import { ROUTINES, routineOpening } from '@trustward/casework';
import { Backdated } from '@trustward/casework/backdated';
import type { Door } from '@trustward/database';
import { DEMO_ACTOR, schoolIdOf } from './load-people.ts';

const OPENED_DAYS_AGO = 7;

/** What has come with the term at a school of the demo, as the calendar opens it. Whether it was loaded now. */
export async function loadCheck(door: Door, tenantId: string, school: string): Promise<boolean> {
  return door.run({ tenantId, actor: DEMO_ACTOR }, async (tx) => {
    const now = Math.round(tx.startedAt);
    const turn = lastTerm(now);
    const at = Math.max(startOfDay(ENGLAND, turn.from), now - OPENED_DAYS_AGO * DAY);
    const opening = routineOpening(schoolIdOf(school), ROUTINES[0], turn, at);
    const there = 'select from app.case_file where tenant_id = $1 and opening_event = $2';
    if ((await tx.query(there, [tenantId, opening.eventId])).length > 0) return false;
    const past = new Backdated(tx);
    const { caseId } = await past.open(at, opening);
    await past.drive(now, caseId, { kind: 'time' });
    await past.deliverAll(caseId);
    return true;
  });
}

/** The term that it is, or in a holiday the one before, so that the demo shows the same on every day. */
const lastTerm = (now: Instant): Turn => turnAt('term', ENGLAND, now) ?? lastTerm(now - DAY);
