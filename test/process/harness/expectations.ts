import { expect } from 'vitest';
import type { ProcessWorld } from './process-world.ts';
import { breaches, duty, notices, pendingDeliveries, type DutyNow, type NoticeRow } from './rows.ts';
import { HOUR_MS } from './scenario.ts';
import { until } from './until.ts';

const FOLLOW_UP = 'written-follow-up';

/**
 * The instants at which each person must hear of a written follow-up that nobody sends: of the duty when the referral
 * was recorded, and of the rest by its deadline, which runs from when the referral was made; of its lateness every day.
 */
export function followUpNotices(
  { people }: ProcessWorld,
  { openedAt, dueAt }: Pick<DutyNow, 'openedAt' | 'dueAt'>,
  daysLate = 1,
) {
  const told = (person: { id: string }, because: string, at: number) => ({ person: person.id, because, at });
  return [
    told(people.dsl, 'newDuty', openedAt),
    told(people.dsl, 'reminder', dueAt - 12 * HOUR_MS),
    told(people.dsl, 'reminder', dueAt - 2 * HOUR_MS),
    told(people.head, 'breach', dueAt),
    told(people.lead, 'breach', dueAt),
    ...Array.from({ length: daysLate }, (_, day) =>
      told(people.ceo, 'stillLate', dueAt + (day + 1) * 24 * HOUR_MS),
    ),
  ];
}

/** Waits until all was told, and expects each once, at its own instant, and the breach likewise. */
export async function expectWholeFollowUp(world: ProcessWorld, caseId: string, daysLate = 1): Promise<void> {
  const followUp = await duty(world, caseId, FOLLOW_UP);
  const expected = followUpNotices(world, followUp, daysLate);
  const seen = await until(
    'notices of the written follow-up',
    () => notices(world, caseId, FOLLOW_UP),
    (rows) => rows.length >= expected.length,
  );
  await until(
    'deliveries',
    () => pendingDeliveries(world, caseId),
    (ids) => ids.length === 0,
  );
  expect(sorted(seen)).toEqual(sorted(expected));
  expect((await breaches(world, caseId)).filter(({ step }) => step === FOLLOW_UP)).toEqual([
    { step: FOLLOW_UP, at: followUp.dueAt },
  ]);
}

const sorted = (rows: readonly Pick<NoticeRow, 'person' | 'because' | 'at'>[]) =>
  rows
    .map(({ person, because, at }) => ({ person, because, at }))
    .sort((a, b) => a.at - b.at || a.person.localeCompare(b.person));
