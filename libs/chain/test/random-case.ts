import fc from 'fast-check';
import { HOUR } from '../src/clock/civil.ts';
import type { Chain } from '../src/language/chain.ts';
import type { Role } from '../src/language/role.ts';
import type { CaseEvent, Reason } from '../src/reducer/event.ts';
import type { CaseState } from '../src/reducer/state.ts';
import type { PostHolder, World } from '../src/reducer/world.ts';
import { aChain, aStep, EVERYBODY } from './small-world.ts';

const LADDER: readonly Role[] = ['dsl', 'deputyDsl', 'headteacher', 'trustSafeguardingLead'];
const PERSONS = [...EVERYBODY.map((each) => each.person), 'a-stranger'];

const roles = fc.shuffledSubarray([...LADDER], { minLength: 1 });
const minutes = (max: number) => fc.record({ minutes: fc.integer({ min: 1, max }) });
const days = fc.oneof(
  fc.record({ workingDays: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ calendarDays: fc.integer({ min: 1, max: 3 }) }),
);

/** Conditions over the steps before one, so that every step can open. */
function conditions(before: number): fc.Arbitrary<object> {
  const earlier = fc.integer({ min: 0, max: before - 1 }).map((index) => `s${index}`);
  const plain = fc.oneof(
    earlier.map((done) => ({ done })),
    fc.record({ outcome: earlier, is: fc.constantFrom('good', 'bad') }),
    fc.record({ fact: fc.constant('danger'), is: fc.constantFrom('yes', 'no') }),
  );
  const parts = fc.array(plain, { minLength: 1, maxLength: 3 });
  return fc.oneof(
    plain,
    parts.map((all) => ({ all })),
    parts.map((any) => ({ any })),
    fc.record({ done: earlier }).map((not) => ({ all: [{ done: 's0' }, { not }] })),
  );
}

function clocks(index: number): fc.Arbitrary<object> {
  const from =
    index === 0
      ? fc.constant('awareness')
      : fc.oneof(
          fc.constant('awareness'),
          fc.integer({ min: 0, max: index - 1 }).map((other) => ({ done: `s${other}` })),
        );
  return fc.record({
    clock: fc.record({
      within: fc.oneof(
        minutes(3_000).map(({ minutes }) => ({ minutes: minutes + 60 })),
        days,
      ),
      from,
    }),
    remind: fc.array(
      fc.oneof(
        fc.record({ atShare: fc.double({ min: 0.01, max: 0.99, noNaN: true }) }),
        fc.record({ before: minutes(60) }),
      ),
      { maxLength: 3 },
    ),
    late: fc.array(
      fc.oneof(fc.record({ tell: roles }), fc.record({ after: fc.oneof(minutes(3_000), days), tell: roles })),
      { maxLength: 3 },
    ),
  });
}

function steps(index: number): fc.Arbitrary<object> {
  return fc
    .record({
      owner: roles,
      clock: fc.option(clocks(index), { nil: undefined }),
      when: index === 0 ? fc.constant(undefined) : fc.option(conditions(index), { nil: undefined }),
      otherThanDoerOf: fc.subarray(Array.from({ length: index }, (_, other) => `s${other}`)),
    })
    .map(({ owner, clock, when, otherThanDoerOf }) =>
      aStep(`s${index}`, {
        owner,
        otherThanDoerOf,
        outcomes: { good: { label: 'Good' }, bad: { label: 'Bad' } },
        ...clock,
        ...(when === undefined ? {} : { when }),
      }),
    );
}

/** Chains of up to five steps. A condition may ask for what cannot be; such chains are left out. */
export const chains: fc.Arbitrary<Chain> = fc
  .integer({ min: 1, max: 5 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => steps(index))))
  .map((list) => aChain(list));

/** What may happen next, in terms that fit any chain. */
export type Move =
  | { readonly kind: 'wait'; readonly by: number }
  | { readonly kind: 'people'; readonly people: readonly PostHolder[] }
  | {
      readonly kind: 'unreached';
      readonly by: number;
      readonly person: string;
      readonly step: number;
      readonly because: Reason;
      /** Whoever keeps the case gives each message an id of its own. */
      readonly of: number;
    }
  | {
      readonly kind: 'done' | 'takeOver';
      readonly by: number;
      readonly step: number;
      readonly rung: number;
      /** Whether to name a person and step that may well be wrong, rather than likely ones. */
      readonly isWild: boolean;
      readonly person: string;
      readonly outcome: string;
      readonly ago: number | undefined;
      readonly isStale: boolean;
    };

function often(value: boolean): fc.Arbitrary<boolean> {
  return fc.nat(6).map((number) => (number === 0 ? !value : value));
}

const wait = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: HOUR }),
  fc.integer({ min: 1, max: 30 * HOUR }),
);

const someAway: fc.Arbitrary<Move> = fc
  .tuple(
    ...EVERYBODY.map(() => fc.record({ excluded: often(false), away: often(false), isGone: often(false) })),
  )
  .map((each) => ({
    kind: 'people',
    people: EVERYBODY.flatMap((post, index) => {
      const { isGone, ...over } = each[index] ?? { isGone: false };
      return isGone ? [] : [{ ...post, ...over }];
    }),
  }));

const act: fc.Arbitrary<Move> = fc.record({
  kind: fc.constantFrom('done' as const, 'done' as const, 'done' as const, 'takeOver' as const),
  by: wait,
  step: fc.nat(4),
  rung: fc.nat(3),
  isWild: often(false),
  person: fc.constantFrom(...PERSONS),
  outcome: fc.constantFrom('good', 'good', 'good', 'bad', 'bad', 'none'),
  ago: fc.option(fc.integer({ min: 0, max: 30 * HOUR }), { nil: undefined, freq: 2 }),
  isStale: often(false),
});

const missed: fc.Arbitrary<Move> = fc.record({
  kind: fc.constant('unreached' as const),
  by: wait,
  person: fc.constantFrom(...PERSONS),
  step: fc.nat(4),
  because: fc.constantFrom('newDuty' as const, 'breach' as const, 'couldNotReach' as const),
  of: fc.nat(),
});

export const moves: fc.Arbitrary<Move[]> = fc.array(
  fc.oneof(
    { arbitrary: fc.record({ kind: fc.constant('wait' as const), by: wait }), weight: 2 },
    { arbitrary: someAway, weight: 1 },
    { arbitrary: missed, weight: 2 },
    { arbitrary: act, weight: 6 },
  ),
  { minLength: 4, maxLength: 25, size: 'max' },
);

/** The event a move stands for, in a case as it is at an instant. */
export function eventOf(
  move: Exclude<Move, { kind: 'people' }>,
  world: World,
  state: CaseState,
  now: number,
): CaseEvent {
  if (move.kind === 'wait') return { type: 'timePassed' };
  if (move.kind === 'unreached') {
    const { person, because, of } = move;
    return { type: 'unreached', person, because, of: `${of}`, about: `s${move.step}`, why: 'refused' };
  }
  const owed = world.chain.steps.filter(({ id }) => state.duties[id]?.doneAt === null);
  const likely = owed[move.step % owed.length];
  const role = likely?.owner[move.rung % likely.owner.length] ?? 'dsl';
  const holder = world.people.find((each) => each.role === role);
  const step = move.isWild || likely === undefined ? `s${move.step}` : likely.id;
  const by = move.isWild || holder === undefined ? move.person : holder.person;
  const version = (state.duties[step]?.version ?? 1) + (move.isStale ? 1 : 0);
  if (move.kind === 'takeOver') return { type: 'takenOver', by, as: role, step, version };
  const done = { type: 'done', by, step, version, outcome: move.outcome, supplied: [] } as const;
  return move.ago === undefined ? done : { ...done, happenedAt: now - move.ago };
}
