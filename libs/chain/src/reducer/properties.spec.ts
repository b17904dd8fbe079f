import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance } from './advance.ts';
import type { CaseEvent, Effect } from './event.ts';
import { nextWake } from './next-wake.ts';
import type { CaseState, Duty } from './state.ts';
import type { World } from './world.ts';
import { aWorld } from '../../test/small-world.ts';
import { chains, eventOf, moves } from '../../test/random-case.ts';
import type { Move } from '../../test/random-case.ts';

const START = Date.parse('2026-03-26T16:40:00Z');
const RUNS = { numRuns: 400, seed: 26 };

interface Taken {
  readonly world: World;
  readonly event: CaseEvent;
  readonly at: number;
  readonly before: CaseState | null;
  readonly after: CaseState;
  readonly effects: readonly Effect[];
}

const OPENED: CaseEvent = {
  type: 'opened',
  by: 'r',
  awareAt: START - 7_200_000,
  facts: { danger: 'yes' },
  drill: false,
};

/** Freezing what goes in shows that nothing that goes in is changed. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

/** Plays moves against a case and keeps every event that was taken; what is refused must leave no trace. */
function play(start: World, list: readonly Move[]): Taken[] {
  const taken: Taken[] = [];
  let world = start;
  let state: CaseState | null = null;
  let now = START;
  const take = (event: CaseEvent): void => {
    const result = advance(world, frozen(state), frozen(event), now);
    if (!result.ok) return;
    taken.push({ world, event, at: now, before: state, after: result.state, effects: result.effects });
    state = result.state;
  };
  take(OPENED);
  for (const move of list) {
    if (move.kind === 'people') world = { ...world, people: move.people };
    else take(eventOf(move, world, state ?? fail(), (now += move.by)));
  }
  return taken;
}

function fail(): never {
  throw new Error('The case did not open.');
}

const cases = fc.tuple(chains, moves);
const check = (predicate: (taken: Taken[], world: World) => void): void => {
  fc.assert(
    fc.property(cases, ([chain, list]) => {
      const world = aWorld(chain);
      predicate(play(world, list), world);
    }),
    RUNS,
  );
};
const effectsOf = (taken: readonly Taken[]): Effect[] => taken.flatMap((each) => each.effects);
const finalState = (taken: readonly Taken[]): CaseState => taken.at(-1)?.after ?? fail();
const isDone = (duty: Duty): boolean => duty.doneAt !== null;

describe('whatever happens to a case', () => {
  it('no duty disappears, what is done stays as it is, and so does the instant of a breach', () => {
    check((taken) => {
      for (const { before, after } of taken) {
        for (const [step, duty] of Object.entries(before?.duties ?? {})) {
          expect(after.duties[step]).toBeDefined();
          if (isDone(duty)) expect(after.duties[step]).toEqual(duty);
          if (duty.breachedAt !== null) expect(after.duties[step]?.breachedAt).toBe(duty.breachedAt);
        }
      }
    });
  });

  it('each deadline has exactly one outcome, and a breach exactly when it was missed', () => {
    check((taken) => {
      const state = finalState(taken);
      for (const duty of Object.values(state.duties)) {
        const missed = duty.dueAt !== null && (duty.doneAt ?? state.playedTo) >= duty.dueAt;
        const inTime = (duty.happenedAt ?? duty.doneAt ?? Infinity) < (duty.dueAt ?? Infinity);
        const outcome = missed ? (inTime ? 'recordedLate' : 'metLate') : 'met';
        expect(duty.state).toBe(isDone(duty) ? outcome : missed ? 'late' : 'open');
        expect(duty.breachedAt !== null).toBe(missed);
        const breaches = effectsOf(taken).filter((each) => each.kind === 'breach' && each.step === duty.step);
        expect(breaches.length).toBe(missed ? 1 : 0);
      }
    });
  });

  it('no effect has a key twice', () => {
    check((taken) => {
      const keys = effectsOf(taken).map((effect) => effect.key);
      expect(keys).toEqual([...new Set(keys)]);
    });
  });

  it('time never runs backwards, in the state or in what follows from it', () => {
    check((taken) => {
      const played = taken.map((each) => each.after.playedTo);
      const told = effectsOf(taken).map((effect) => effect.at);
      expect(played).toEqual([...played].sort((a, b) => a - b));
      expect(told).toEqual([...told].sort((a, b) => a - b));
    });
  });

  it('nothing is left to wake for that is past', () => {
    check((taken) => {
      for (const { after, at } of taken) expect(nextWake(after) ?? Infinity).toBeGreaterThan(at);
    });
  });

  it('nobody excluded, away or forbidden owns a duty or is told of one by name', () => {
    check((taken) => {
      for (const { world, after, effects } of taken) {
        const barred = new Set(world.people.filter((each) => each.excluded).map((each) => each.person));
        for (const duty of Object.values(after.duties).filter((each) => !isDone(each))) {
          const forbidden = world.chain.steps.find((each) => each.id === duty.step)?.otherThanDoerOf ?? [];
          const doers = forbidden.map((id) => after.duties[id]?.doneBy);
          if (duty.owner === null) continue;
          expect(doers).not.toContain(duty.owner.person);
          expect(world.people).toContainEqual({ ...duty.owner, excluded: false, away: false });
        }
        for (const effect of effects) {
          if (effect.kind === 'tell' && 'person' in effect.to) expect(barred).not.toContain(effect.to.person);
        }
      }
    });
  });

  it('nobody who could not be reached about a duty stands in for another who could not', () => {
    let told = 0;
    check((taken) => {
      for (const { event, after, effects } of taken) {
        if (event.type !== 'unreached') continue;
        const about = after.unreached?.filter(({ step }) => step === event.about) ?? [];
        const passed = about.map(({ person }) => person);
        const tell = effects.find((each) => each.kind === 'tell' && each.because === 'couldNotReach');
        if (tell?.kind !== 'tell') continue;
        told += 1;
        if ('person' in tell.to) expect(passed).not.toContain(tell.to.person);
        else expect(tell.to.except).toEqual(expect.arrayContaining(passed));
      }
    });
    expect(told).toBeGreaterThan(100);
  });

  it('it ends exactly when nothing is owed, and then stays ended', () => {
    check((taken) => {
      for (const { before, after } of taken) {
        expect(after.endedAt !== null).toBe(Object.values(after.duties).every(isDone));
        if (before !== null && before.endedAt !== null) expect(after.duties).toEqual(before.duties);
      }
    });
  });
});

describe('the same events', () => {
  it('played again give the same state and effects, through a database that reorders keys', () => {
    check((taken) => {
      let state: CaseState | null = null;
      for (const { world, event, at, after, effects } of taken) {
        const again = advance(world, reordered(state), event, at);
        expect(again).toEqual({ ok: true, state: after, effects });
        state = after;
      }
    });
  });

  it('give the same whether wakes are played one by one or all at once', () => {
    check((taken, start) => {
      const state = finalState(taken);
      const world = taken.at(-1)?.world ?? start;
      const until = state.playedTo + 40 * 86_400_000;
      const atOnce = advance(world, state, { type: 'timePassed' }, until);
      const effects: Effect[] = [];
      let each = state;
      const pass = (now: number): void => {
        const result = advance(world, each, { type: 'timePassed' }, now);
        if (!result.ok) throw new Error(result.refusal.sentence);
        effects.push(...result.effects);
        each = result.state;
      };
      for (let wake = nextWake(each); wake !== null && wake <= until; wake = nextWake(each)) pass(wake);
      pass(until);
      expect({ ok: true, state: each, effects }).toEqual(atOnce);
    });
  });

  it('give the same whether the time before an act is played with it or before it', () => {
    check((taken) => {
      for (const { before, event, at, world, after, effects } of taken) {
        if (before === null) continue;
        const settled = advance(world, before, { type: 'timePassed' }, before.playedTo);
        if (!settled.ok || settled.effects.length > 0) continue;
        const passed = advance(world, before, { type: 'timePassed' }, at);
        if (!passed.ok) throw new Error(passed.refusal.sentence);
        const acted = advance(world, passed.state, event, at);
        if (!acted.ok) throw new Error(acted.refusal.sentence);
        expect(acted.state).toEqual(after);
        expect([...passed.effects, ...acted.effects]).toEqual(effects);
      }
    });
  });
});

describe('any event at all', () => {
  it('is taken or refused with a sentence, never thrown', () => {
    const junk = fc.oneof(
      fc.record({
        type: fc.constantFrom('done', 'takenOver'),
        by: fc.string(),
        as: fc.string(),
        step: fc.string(),
        version: fc.double(),
        supplied: fc.array(fc.string()),
      }),
      fc.record({
        type: fc.constant('opened'),
        by: fc.string(),
        awareAt: fc.double(),
        facts: fc.dictionary(fc.string(), fc.string()),
        drill: fc.boolean(),
      }),
      fc.record({
        type: fc.constant('unreached'),
        person: fc.string(),
        of: fc.string(),
        because: fc.string(),
        about: fc.option(fc.constantFrom('s0', 's1', 'constructor')),
      }),
      fc.record({ type: fc.constant('clockMoved'), by: fc.string(), to: fc.double() }),
      fc.record({ type: fc.string() }),
    );
    fc.assert(
      fc.property(
        chains,
        fc.boolean(),
        junk,
        fc.oneof(fc.double(), fc.constant(START)),
        (chain, isOpen, event, now) => {
          const world = aWorld(chain);
          const opened = advance(world, null, OPENED, START);
          const state = isOpen && opened.ok ? opened.state : null;
          const result = advance(world, state, event as CaseEvent, now);
          if (!result.ok) expect(result.refusal.sentence).toMatch(/\.$/);
        },
      ),
      RUNS,
    );
  });
});

/** As a database may give it back: the same values, keys in another order. */
function reordered(state: CaseState | null): CaseState | null {
  if (state === null) return null;
  const duties = Object.fromEntries(Object.entries(state.duties).reverse());
  return Object.fromEntries(Object.entries({ ...state, duties }).reverse()) as unknown as CaseState;
}
