import { advance, answersOf, ENGLAND, nextWake, POSTS, stepOfKey } from '@trustward/chain';
import type { CaseEvent, CaseState, Chain, Duty, Effect, World } from '@trustward/chain';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadPack } from './load.ts';
import { eventOf, moves, peopleAfter } from '../test/any-moves.ts';
import type { Move } from '../test/any-moves.ts';
import { everyConstruct } from '../test/every-construct.ts';

// Friday before half-term, two hours after it became known.
const START = Date.parse('2026-10-23T15:40:00Z');
const AWARE = START - 7_200_000;
const RUNS = { numRuns: 25, seed: 26 };

interface Taken {
  readonly world: World;
  readonly event: CaseEvent;
  readonly at: number;
  readonly before: CaseState | null;
  readonly after: CaseState;
  readonly effects: readonly Effect[];
}

const everybody = POSTS.map((role) => ({ role, person: role as string, excluded: false, away: false }));

/** Plays moves against a case of a chain and keeps every event that was taken. */
function play(chain: Chain, list: readonly Move[]): Taken[] {
  const asked = Object.entries(chain.facts).filter(([, { askedIn }]) => askedIn === undefined);
  const luck = list[0]?.pick[0] ?? 0;
  const facts = Object.fromEntries(
    asked.map(([id, fact]) => {
      const codes = Object.keys(answersOf(fact));
      return [id, codes[luck % codes.length] ?? ''];
    }),
  );
  let world: World = { chain, calendar: ENGLAND, people: everybody };
  const taken: Taken[] = [];
  let state: CaseState | null = null;
  let now = START;
  const take = (event: CaseEvent): void => {
    const result = advance(world, state, event, now);
    if (!result.ok) return;
    taken.push({ world, event, at: now, before: state, after: result.state, effects: result.effects });
    state = result.state;
  };
  take({ type: 'opened', by: 'staff', awareAt: AWARE, facts, drill: false });
  for (const move of list) {
    if (state === null) break;
    now += move.wait;
    if (move.kind === 'people') world = { ...world, people: peopleAfter(move, world.people) };
    // What fell due is played before anybody acts, as whoever keeps the case does.
    take({ type: 'timePassed' });
    const event = eventOf(move, world, state, now);
    if (event === null) continue;
    take(event);
    // Whoever asks something of the whole case presses twice.
    if (event.type === 'mistakeAsked' || event.type === 'releaseAsked') take(event);
  }
  return taken;
}

const CHAINS = [...loadPack(), everyConstruct()].map((chain) => [chain.id, chain] as const);
const LISTS = fc.sample(moves, RUNS);
const played = new Map<Chain, readonly (readonly Taken[])[]>();

/** Each chain is played once; what must hold is then asked of every play. */
function check(chain: Chain, predicate: (taken: readonly Taken[]) => void): void {
  const plays = played.get(chain) ?? LISTS.map((list) => play(chain, list));
  played.set(chain, plays);
  plays.forEach(predicate);
}
const effectsOf = (taken: readonly Taken[]): Effect[] => taken.flatMap(({ effects }) => effects);
const dutiesOf = (state: CaseState | null | undefined): Duty[] => Object.values(state?.duties ?? {});
const last = (taken: readonly Taken[]): Duty[] => dutiesOf(taken.at(-1)?.after);
const isAwaited = ({ steps }: Chain, key: string): boolean =>
  steps.find(({ id }) => id === stepOfKey(key))?.opens?.awaited ?? true;
const isOwed = ({ state }: Duty): boolean => state === 'open' || state === 'late';

describe.each(CHAINS)('whatever happens to a case of "%s"', (_, chain) => {
  it('no duty disappears, and what has ended stays as it ended', () => {
    check(chain, (taken) => {
      for (const { before, after } of taken) {
        for (const duty of dutiesOf(before)) {
          const now = after.duties[duty.key];
          expect(now).toBeDefined();
          if (!isOwed(duty)) expect(now).toEqual(duty);
          if (duty.breachedAt !== null) expect(now?.breachedAt).toBe(duty.breachedAt);
        }
      }
    });
  });

  it('nothing ends undone but by another person’s agreement, or because something else took its place', () => {
    check(chain, (taken) => {
      for (const duty of last(taken)) {
        if (duty.state !== 'waived') continue;
        expect(duty.reason).not.toBeNull();
        const ask = taken.find(({ event }) => event.type === 'waiverAsked' && event.step === duty.key)?.event;
        expect(duty.agreedBy.some((person) => ask !== undefined && 'by' in ask && person !== ask.by)).toBe(
          true,
        );
      }
      const { endedAs = null, mistakeAskedBy = null } = taken.at(-1)?.after ?? {};
      const isVoid = last(taken).some(({ state }) => state === 'notApplicable');
      if (isVoid) expect([endedAs, mistakeAskedBy]).toEqual(['mistake', expect.any(String)]);
      const agreed = taken.find(({ event }) => event.type === 'mistakeAgreed')?.event;
      if (isVoid) expect(agreed).not.toMatchObject({ by: mistakeAskedBy });
    });
  });

  it('nobody agrees about a duty that is theirs, and nobody is asked to who may not', () => {
    check(chain, (taken) => {
      for (const { event, before, effects } of taken) {
        if (event.type === 'agreed' && event.to !== 'handOver') {
          expect(before?.duties[event.step]?.owner?.person).not.toBe(event.by);
        }
        for (const effect of effects) {
          if (effect.kind !== 'tell' || effect.because !== 'agreementAsked' || !('roles' in effect.to)) {
            continue;
          }
          const owner = event.type === 'waiverAsked' ? before?.duties[event.step]?.owner?.person : undefined;
          if (owner !== undefined) expect(effect.to.except).toContain(owner);
        }
      }
    });
  });

  it('each deadline has exactly one outcome, and what was recorded late is its own', () => {
    check(chain, (taken) => {
      const breaches = effectsOf(taken).flatMap((effect) => (effect.kind === 'breach' ? [effect.step] : []));
      for (const duty of last(taken)) {
        const { state, breachedAt, theirLateAt, dueAt, doneAt, happenedAt } = duty;
        expect(breaches.filter((key) => key === duty.key)).toHaveLength(breachedAt === null ? 0 : 1);
        if (state === 'open' || state === 'met') expect(breachedAt).toBeNull();
        if (state === 'late') expect(breachedAt ?? theirLateAt).not.toBeNull();
        if (state === 'met' && dueAt !== null && theirLateAt === null) expect(doneAt).toBeLessThan(dueAt);
        if (state === 'metLate') expect(happenedAt ?? doneAt).toBeGreaterThanOrEqual(dueAt ?? Infinity);
        if (state === 'recordedLate') expect(happenedAt).toBeLessThan(dueAt ?? 0);
      }
    });
  });

  it('no effect has a key twice, and time never runs backwards', () => {
    check(chain, (taken) => {
      const effects = effectsOf(taken);
      expect(effects.map(({ key }) => key)).toEqual([...new Set(effects.map(({ key }) => key))]);
      const instants = effects.map(({ at }) => at);
      expect(instants).toEqual([...instants].sort((one, other) => one - other));
      for (const { after, at } of taken) {
        expect(after.playedTo).toBe(at);
        expect(nextWake(after) ?? Infinity).toBeGreaterThan(at);
      }
    });
  });

  it('none closes while something stands in the way of its closing', () => {
    check(chain, (taken) => {
      const state = taken.at(-1)?.after;
      if (state?.endedAs !== 'closed') return;
      const inTheWay = chain.steps.filter(({ gates }) =>
        gates.some((gate) => 'act' in gate && gate.act === 'close'),
      );
      const owed = dutiesOf(state)
        .filter(isOwed)
        .map(({ step }) => step);
      expect(owed.filter((id) => inTheWay.some((step) => step.id === id))).toEqual([]);
      const unfinished = Object.entries(state.children).filter(([, { endedAt }]) => endedAt === null);
      expect(unfinished.filter(([key]) => isAwaited(chain, key))).toEqual([]);
    });
  });

  it('what runs from awareness runs from when it became known, whenever it was entered', () => {
    const fromAwareness = chain.steps.filter(
      ({ clock }) => clock !== undefined && 'from' in clock && clock.from === 'awareness',
    );
    expect(fromAwareness.length).toBeGreaterThan(0);
    check(chain, (taken) => {
      for (const { id } of fromAwareness) {
        const duty = taken.at(-1)?.after.duties[id];
        if (duty !== undefined && duty.clockFrom !== null) expect(duty.clockFrom).toBe(AWARE);
      }
    });
  });

  it('nobody excluded owns a duty or is told by name', () => {
    check(chain, (taken) => {
      for (const { world, after, effects } of taken) {
        const barred = new Set(world.people.filter(({ excluded }) => excluded).map(({ person }) => person));
        for (const person of after.recused) barred.add(person);
        for (const duty of dutiesOf(after).filter(isOwed)) {
          const step = chain.steps.find(({ id }) => id === duty.step);
          if (!step?.personal) expect(barred).not.toContain(duty.owner?.person);
        }
        for (const effect of effects) {
          if (effect.kind === 'tell' && 'person' in effect.to) expect(barred).not.toContain(effect.to.person);
        }
      }
    });
  });

  it('the same events give the same again, and nothing is changed by whether wakes are played one by one', () => {
    check(chain, (taken) => {
      let state: CaseState | null = null;
      for (const { world, event, at, after, effects } of taken) {
        const stepwise: Effect[] = [];
        for (let wake = state && nextWake(state); state && wake && wake < at; wake = nextWake(state)) {
          const played = advance(world, state, { type: 'timePassed' }, wake);
          if (!played.ok) throw new Error(played.refusal.sentence);
          stepwise.push(...played.effects);
          state = played.state;
        }
        const again = advance(world, state, event, at);
        if (!again.ok) throw new Error(again.refusal.sentence);
        expect({ state: again.state, effects: [...stepwise, ...again.effects] }).toEqual({
          state: after,
          effects,
        });
        state = after;
      }
    });
  });
});

describe('the moves that are tried', () => {
  it('take every kind of event, so that nothing above holds for want of trying', () => {
    const kinds = new Set<string>();
    for (const [, chain] of CHAINS) {
      check(chain, (taken) => taken.forEach(({ event }) => kinds.add(event.type)));
    }
    expect([...kinds].sort()).toEqual(
      [
        'acknowledged',
        'agreed',
        'childEnded',
        'declined',
        'done',
        'eventRecorded',
        'handOverAsked',
        'learned',
        'mistakeAgreed',
        'mistakeAsked',
        'mistakeDeclined',
        'opened',
        'pauseAsked',
        'recused',
        'releaseAsked',
        'releaseDeclined',
        'releaseGranted',
        'resumed',
        'takenOver',
        'timePassed',
        'waiverAsked',
      ].sort(),
    );
  });
});
