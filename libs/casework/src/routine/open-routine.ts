import { turnAt } from '@trustward/chain';
import type { Instant, Turn } from '@trustward/chain';
import { uuidv8 } from '@trustward/database';
import type { Door, Tx } from '@trustward/database';
import { openCase } from '../open.ts';
import type { Opening } from '../open.ts';
import { CALENDAR_HERE, pinnedCalendar } from '../pinned.ts';
import { CannotOpenHere } from '../scene.ts';
import type { Routine } from './routines.ts';

export interface SchoolOfTrust {
  readonly tenantId: string;
  readonly schoolId: string;
}

/** Opened now; there already; none now, as its time has not come; or not at this trust, which has not published it. */
export type Came = 'opened' | 'there' | 'notNow' | 'notHere';

/** The reducer will not open it, which is a fault of its chain. */
class RoutineRefused extends Error {
  override readonly name = 'RoutineRefused';
}

/** Under its id stands a case that is not it, so that it would never come. */
class RoutineIdTaken extends Error {
  override readonly name = 'RoutineIdTaken';
}

/** In whose name the calendar acts. */
const ACTOR = 'calendar';

/** Opens what has come round at a school. Once for each turn, however often and by how many it is asked. */
export async function openRoutine(door: Door, school: SchoolOfTrust, routine: Routine): Promise<Came> {
  try {
    return await door.run({ tenantId: school.tenantId, actor: ACTOR }, (tx) => come(tx, school, routine));
  } catch (error) {
    if (error instanceof CannotOpenHere) return 'notHere';
    throw error;
  }
}

async function come(tx: Tx, { schoolId }: SchoolOfTrust, routine: Routine): Promise<Came> {
  const { now, calendarHash } = await schoolNow(tx, schoolId);
  if (calendarHash === null) return 'notHere';
  const turn = turnAt(routine.round, await pinnedCalendar(tx, calendarHash), now);
  if (turn === null) return 'notNow';
  const opening = routineOpening(schoolId, routine, turn, now);
  if (await isThere(tx, opening)) return 'there';
  const { outcome, refusal } = await openCase(tx, opening);
  if (outcome !== 'applied') throw new RoutineRefused(refusal?.code ?? outcome);
  return 'opened';
}

/** Its event is named by what it is for, so that the database takes it once. */
export const routineOpening = (
  schoolId: string,
  { chainId }: Routine,
  turn: Turn,
  awareAt: Instant,
): Opening => ({
  eventId: uuidv8(`routine ${chainId} ${schoolId} ${turn.name}`),
  schoolId,
  chainId,
  awareAt,
  facts: {},
  drill: false,
  by: null,
  header: null,
  words: {},
});

const SCHOOL = `select app.ms(clock_timestamp()) as now, ${CALENDAR_HERE} as "calendarHash"
  from app.school s where s.tenant_id = $1 and s.id = $2`;

interface SchoolNow {
  readonly now: Instant;
  readonly calendarHash: string | null;
}

async function schoolNow(tx: Tx, schoolId: string): Promise<SchoolNow> {
  const [row] = await tx.query<SchoolNow>(SCHOOL, [tx.tenantId, schoolId], 'routine-school');
  if (row === undefined) throw new CannotOpenHere('There is no such school.');
  return row;
}

const THERE = `select chain_id = $3 and school_id = $4 and reporter_id is null as "isIt"
  from app.case_file where tenant_id = $1 and opening_event = $2`;

async function isThere(tx: Tx, { eventId, chainId, schoolId }: Opening): Promise<boolean> {
  const values = [tx.tenantId, eventId, chainId, schoolId];
  const [there] = await tx.query<{ isIt: boolean }>(THERE, values, 'routine-there');
  if (there?.isIt === false) throw new RoutineIdTaken('Its id was taken by another case.');
  return there !== undefined;
}
