import { ENGLAND } from '../src/clock/england/england.ts';
import type { Chain } from '../src/language/chain.ts';
import { advance } from '../src/reducer/advance.ts';
import type { CaseEvent } from '../src/reducer/event.ts';
import type { CaseState } from '../src/reducer/state.ts';
import type { World } from '../src/reducer/world.ts';
import { CERI, EVERYBODY, HANA, TOM } from './small-world.ts';

const AT = Date.parse('2026-11-16T09:00:00Z');

/** What a whole way through a case comes to: how each step ended, and whether the case closed. */
export interface Way {
  /** By step: its outcome where it was done, else its state; what never came up is not there. */
  readonly ended: Readonly<Record<string, string>>;
  readonly hasClosed: boolean;
  /** Whether the questions of the opening were answered. */
  readonly isAnswered: boolean;
}

/**
 * Every state that a small case can come to when people do, or waive, what is owed in whatever order, and record whatever
 * may happen meanwhile: found by the reducer alone, one act after another. Steps are due far later than anybody acts.
 */
export function everyWay(chain: Chain): Way[] {
  const world: World = { chain, calendar: ENGLAND, people: EVERYBODY };
  const ways = new Map<string, Way>();
  const waiting = openings(chain).flatMap((facts) => {
    const event = { type: 'opened', by: 'reporter', awareAt: AT, facts, drill: false } as const;
    return after(world, null, [event]);
  });
  for (let state = waiting.pop(); state !== undefined; state = waiting.pop()) {
    const way = wayOf(chain, state);
    const key = JSON.stringify([way, lastDones(state), state.facts, Object.keys(state.events)]);
    if (ways.has(key)) continue;
    ways.set(key, way);
    for (const next of actsIn(world, state).flatMap((acts) => after(world, state, acts))) {
      // What the end of the case itself brings about is over before anybody sees it.
      if (next.endedAt !== null) ways.set(`${key} closed`, { ...way, hasClosed: true });
      else waiting.push(next);
    }
  }
  return [...ways.values()];
}

function openings(chain: Chain): Record<string, string>[] {
  return Object.keys(chain.facts).reduce<Record<string, string>[]>(
    (sets, fact) => sets.flatMap((set) => [set, { ...set, [fact]: 'yes' }, { ...set, [fact]: 'no' }]),
    [{}],
  );
}

function after(world: World, from: CaseState | null, acts: readonly CaseEvent[]): CaseState[] {
  let state = from;
  for (const event of acts) {
    const next = advance(world, state, event, AT);
    if (!next.ok) return [];
    ({ state } = next);
  }
  return state === null ? [] : [state];
}

function actsIn({ chain }: World, state: CaseState): CaseEvent[][] {
  const owed = Object.values(state.duties).filter((duty) => duty.state === 'open');
  const events = Object.keys(chain.events).map((event): CaseEvent[] => [
    { type: 'eventRecorded', by: HANA, event },
  ]);
  return [
    ...events,
    ...owed.flatMap(({ key, step: id, version }) => {
      const step = chain.steps.find((each) => each.id === id);
      const on = { step: key, version } as const;
      const outcomes = Object.keys(step?.outcomes ?? {});
      const waive: CaseEvent[] = [
        { type: 'waiverAsked', by: HANA, reason: 'moved', ...on },
        { type: 'agreed', to: 'waiver', by: TOM, step: key, version: version + 1 },
      ];
      const dones = (outcomes.length === 0 ? [{}] : outcomes.map((outcome) => ({ outcome }))).map(
        (outcome): CaseEvent[] => [{ type: 'done', by: CERI, supplied: [], ...on, ...outcome }],
      );
      return [...dones, waive];
    }),
  ];
}

/** How each step was last done: of one that comes up again, its last round does not say. */
function lastDones({ duties }: CaseState): Readonly<Record<string, string | null>> {
  const done = Object.values(duties).filter(({ doneAt }) => doneAt !== null);
  return Object.fromEntries(done.map(({ step, outcome }) => [step, outcome]));
}

function wayOf(chain: Chain, { duties, facts }: CaseState): Way {
  const ended = Object.fromEntries(
    Object.values(duties).map(({ step, state, outcome }) => [step, outcome ?? state]),
  );
  return { ended, hasClosed: false, isAnswered: Object.keys(chain.facts).every((fact) => fact in facts) };
}
