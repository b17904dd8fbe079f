import { randomUUID } from 'node:crypto';
import { initialsOf, openCase } from '@trustward/casework';
import type { OpenResult, Opening } from '@trustward/casework';
import type { School } from './school.ts';
import type { Somebody } from './person.ts';
import type { Trust } from './trust.ts';

/** A valid report; the test says the one thing that matters: `{ ...anOpening(teacher, school), drill: true }`. */
export function anOpening(by: Somebody, school: School): Opening {
  const childName = 'Robin Testcase';
  return {
    eventId: randomUUID(),
    schoolId: school.id,
    chainId: 'concern-about-a-child',
    awareAt: Date.now() - 60_000,
    facts: { source: 'saw', 'in-danger-now': 'no' },
    drill: false,
    by: by.id,
    header: { childName, initials: initialsOf(childName), yearGroup: 'Year 4' },
    words: { account: 'Came to school without a coat again and said there was no breakfast.' },
  };
}

/** Opens a case as its reporter, through the API's own door and role. */
export function aCase(
  trust: Trust,
  by: Somebody,
  school: School,
  differing: Partial<Opening> = {},
): Promise<OpenResult> {
  return trust.database.api.run(by.as, (tx) => openCase(tx, { ...anOpening(by, school), ...differing }));
}
