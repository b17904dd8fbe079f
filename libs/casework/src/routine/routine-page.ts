import type { PlatformDoor } from '@trustward/database';
import type { UpkeepDoors } from '../upkeep/rebuild.ts';
import { openRoutine } from './open-routine.ts';
import type { SchoolOfTrust } from './open-routine.ts';
import { ROUTINES } from './routines.ts';
import type { Routine } from './routines.ts';

export interface RoutinePage {
  /** How many cases it opened, and at how many schools it must be opened and could not be. */
  readonly opened: number;
  readonly failures: readonly RoutineFailure[];
  /** Where to go on; null when no school is left. */
  readonly next: SchoolOfTrust | null;
}

interface RoutineFailure extends SchoolOfTrust {
  readonly chainId: string;
  readonly error: unknown;
}

const PAGE = 100;

/** Opens what has come round at the next schools, over every trust. What fails at one is no other's trouble. */
export async function routinePage(
  { door, platform }: UpkeepDoors,
  after: SchoolOfTrust | null,
  routines: readonly Routine[] = ROUTINES,
): Promise<RoutinePage> {
  const schools = await schoolsAfter(platform, after);
  const failures: RoutineFailure[] = [];
  let opened = 0;
  for (const school of schools) {
    for (const routine of routines) {
      try {
        if ((await openRoutine(door, school, routine)) === 'opened') opened += 1;
      } catch (error) {
        // Whatever it is: the database gone, or a layer that somebody damaged. Whoever asked decides whether to ask again.
        failures.push({ ...school, chainId: routine.chainId, error });
      }
    }
  }
  return { opened, failures, next: schools.length < PAGE ? null : (schools.at(-1) ?? null) };
}

const SCHOOLS = `select tenant_id as "tenantId", school_id as "schoolId" from platform.schools_after($1, $2, $3)`;

const schoolsAfter = (
  platform: PlatformDoor,
  after: SchoolOfTrust | null,
): Promise<readonly SchoolOfTrust[]> =>
  platform.query<SchoolOfTrust>(SCHOOLS, [after?.tenantId ?? null, after?.schoolId ?? null, PAGE]);
