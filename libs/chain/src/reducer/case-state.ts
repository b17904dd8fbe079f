import * as z from 'zod/mini';
import { role } from '../language/names.ts';
import { REASONS } from './event.ts';
import { stepOfKey } from './duties.ts';
import { DUTY_STATES } from './state.ts';
import type { CaseState } from './state.ts';
import type { Chain } from '../language/chain.ts';

/** Instants that a database has, in milliseconds, and to whose days a calendar counts in no time: before the year 2300. */
const EARLIEST = -210_866_803_200_000;
export const LATEST = 10_413_792_000_000;
const MOST = 2_147_483_647;
const instant = z.number().check(z.gte(EARLIEST), z.lte(LATEST));
const instants = z.array(instant);
const maybe = z.nullable(instant);
const text = z.string();
const words = z.nullable(text);
const version = z.int().check(z.gte(0), z.lte(MOST));

const rung = z.object({ at: instant, rung: version, turn: version });
const learned = z.object({
  facts: z.optional(z.record(text, text)),
  dates: z.optional(z.record(text, instant)),
  appointed: z.optional(z.record(text, text)),
  contacts: z.optional(z.record(text, z.enum(['advice', 'referral']))),
});

const shapeOf = (isPerson: (id: string) => boolean) => {
  const person = text.check(z.refine(isPerson));
  const people = z.array(person);
  const somebody = z.nullable(person);
  const owner = z.nullable(z.object({ person, role }));
  const asked = z.object({
    for: z.enum(['done', 'waiver', 'handOver', 'pause']),
    by: person,
    at: instant,
    happenedAt: maybe,
    outcome: words,
    learned: z.nullable(learned),
    reason: words,
    to: owner,
    answerBy: maybe,
    agreedBy: people,
  });
  const duty = z.object({
    key: text,
    step: text,
    round: version,
    times: z.optional(version),
    state: z.enum(DUTY_STATES),
    version,
    openedAt: instant,
    owner,
    inPlaceOf: owner,
    acknowledgedAt: maybe,
    clockFrom: maybe,
    dueAt: maybe,
    provisional: z.boolean(),
    pauses: z.array(z.object({ from: instant, to: maybe })),
    remindAt: instants,
    unacknowledgedAt: z.array(rung),
    lateAt: z.array(rung),
    breachedAt: maybe,
    theirLateAt: maybe,
    absence: z.nullable(z.enum(['away', 'gone'])),
    asked: z.nullable(asked),
    doneAt: maybe,
    endedAt: maybe,
    happenedAt: maybe,
    doneBy: somebody,
    outcome: words,
    reason: words,
    bypassed: z.boolean(),
    agreedBy: people,
  });
  return z.object({
    language: z.literal(2),
    drill: z.boolean(),
    openedAt: instant,
    awareAt: instant,
    facts: z.record(text, text),
    playedTo: instant,
    duties: z.record(text, duty),
    events: z.record(text, z.object({ recordedAt: instant, date: maybe, times: z.optional(version) })),
    holds: z.record(
      text,
      z.object({
        placedAt: instant,
        endedAt: maybe,
        releaseAskedBy: somebody,
        releaseAskedAt: z.optional(instant),
      }),
    ),
    appointed: z.record(text, person),
    recused: people,
    unreached: z.optional(z.array(z.object({ person, because: z.enum(REASONS), step: words, at: instant }))),
    children: z.record(text, z.object({ chain: text, openedAt: instant, endedAt: maybe })),
    mistakeAskedBy: somebody,
    mistakeAskedAt: z.optional(instant),
    mistakeAskedOver: z.optional(z.array(text)),
    endedAt: maybe,
    endedAs: z.nullable(z.enum(['closed', 'mistake'])),
  });
};

/**
 * Whether what was kept of a case is a state of this chain that the reducer can go on from: read back from a database, it
 * may have been changed by hand. `isPerson` says what an id of a person looks like there.
 */
export function caseStateCheck(isPerson: (id: string) => boolean) {
  const shape = shapeOf(isPerson);
  return (state: unknown, { steps, holds }: Chain): state is CaseState => {
    const read = shape.safeParse(state);
    if (!read.success) return false;
    const known = new Set(steps.map(({ id }) => id));
    const { duties } = read.data;
    return (
      Object.entries(duties).every(
        ([key, duty]) => key === duty.key && stepOfKey(key) === duty.step && known.has(duty.step),
      ) && Object.keys(read.data.holds).every((id) => Object.hasOwn(holds, id))
    );
  };
}
