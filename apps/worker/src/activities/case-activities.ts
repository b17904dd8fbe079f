import { wake } from '@trustward/casework';
import type { CaseActivities } from '@trustward/contracts/temporal';
import type { Door } from '@trustward/database';

/** Repeatable: a wake plays what is due and not yet played, under the case's own lock. */
export const caseActivities = (door: Door): CaseActivities => ({
  wake: (input) => wake(door, input),
});
