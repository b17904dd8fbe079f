import { expect } from 'vitest';
import type { ProcessWorld } from './process-world.ts';
import { breaches, duty, notices, pendingDeliveries, type NoticeRow } from './rows.ts';
import { HOUR_MS } from './scenario.ts';
import { until } from './until.ts';

const FOLLOW_UP = 'written-follow-up';

/** The instants, counted from the deadline, at which each person must hear of a written follow-up that nobody sends. */
export function followUpNotices({ people }: ProcessWorld, dueAt: number) {
  const told = (person: { id: string }, because: string, hoursFromDue: number) => ({
    person: person.id,
    because,
    at: dueAt + hoursFromDue * HOUR_MS,
  });
  return [
    told(people.dsl, 'newDuty', -24),
    told(people.dsl, 'reminder', -12),
    told(people.dsl, 'reminder', -2),
    told(people.head, 'breach', 0),
    told(people.lead, 'breach', 0),
    told(people.ceo, 'stillLate', 24),
  ];
}

/** Waits until all was told, and expects each once, at its own instant, and the breach likewise. */
export async function expectWholeFollowUp(
  world: ProcessWorld,
  caseId: string,
  withinMs = 30_000,
): Promise<void> {
  const { dueAt } = await duty(world, caseId, FOLLOW_UP);
  const expected = followUpNotices(world, dueAt);
  const seen = await until(
    'notices of the written follow-up',
    () => notices(world, caseId, FOLLOW_UP),
    (rows) => rows.length >= expected.length,
    withinMs,
  );
  await until(
    'deliveries',
    () => pendingDeliveries(world, caseId),
    (count) => count === 0,
    withinMs,
  );
  expect(sorted(seen)).toEqual(sorted(expected));
  expect((await breaches(world, caseId)).filter(({ step }) => step === FOLLOW_UP)).toEqual([
    { step: FOLLOW_UP, at: dueAt },
  ]);
}

const sorted = (rows: readonly Pick<NoticeRow, 'person' | 'because' | 'at'>[]) =>
  rows
    .map(({ person, because, at }) => ({ person, because, at }))
    .sort((a, b) => a.at - b.at || a.person.localeCompare(b.person));
