import {
  advance,
  canonicalJson,
  dueOf,
  ENGLAND,
  explainDue,
  nextWake,
  parseChain,
  POSTS,
} from '@trustward/chain';
import type { CalendarSnapshot, CaseState, Chain, ClockRule, Effect, Pause, World } from '@trustward/chain';
import { explain, explainedLines } from '@trustward/chain/explain';
import { lint } from '@trustward/chain/lint';
import { prove } from '@trustward/chain/prove';
import { simulate } from '@trustward/chain/simulate';
import type { Scenario } from '@trustward/chain/simulate';

/** Everything that is asked of the library, as plain data. */
export interface Asked {
  readonly calendars: readonly CalendarSnapshot[];
  readonly clocks: readonly AskedClock[];
  /** What may be a chain and what is not. */
  readonly files: readonly unknown[];
  readonly chains: readonly Chain[];
  readonly scenarios: readonly { readonly chain: Chain; readonly scenario: Scenario }[];
}
export interface AskedClock {
  readonly calendar: number;
  readonly clock: ClockRule;
  readonly start: number;
  readonly pauses: readonly Pause[];
}

/** What the library answers, a line for each thing asked. */
export function answersTo({ calendars, clocks, files, chains, scenarios }: Asked): string[] {
  return [
    ...clocks.map((asked) => answerOfClock(calendars, asked)),
    ...files.map((file) => canonicalJson(parseChain(file))),
    ...files.map((file) => canonicalJson(lint({ json: file }))),
    ...chains.map((chain) => explainedLines(explain(chain)).join('\n')),
    ...chains.map((chain) => canonicalJson(prove(chain))),
    ...chains.map((chain) => canonicalJson(playedInSilence(chain))),
    ...scenarios.map(({ chain, scenario }) => canonicalJson(simulate(chain, scenario))),
  ];
}

export function answerOfClock(calendars: readonly CalendarSnapshot[], asked: AskedClock): string {
  const calendar = calendars[asked.calendar] ?? ENGLAND;
  const { due, provisional } = dueOf(calendar, asked.clock, asked.start, asked.pauses);
  return canonicalJson([due, provisional, explainDue(calendar, asked.clock, asked.start, asked.pauses)]);
}

const START = 1_794_588_000_000;
const MOST_WAKES = 40;

/** A case in which nobody acts: every effect, and the state at the end. */
function playedInSilence(chain: Chain): { effects: readonly Effect[]; state: CaseState | null } {
  const people = POSTS.map((role) => ({ role, person: role, excluded: false, away: false }));
  const world: World = { chain, calendar: ENGLAND, people };
  const effects: Effect[] = [];
  let state: CaseState | null = null;
  for (let wakes = 0, now: number | null = START; wakes < MOST_WAKES && now !== null; wakes += 1) {
    const event =
      state === null
        ? ({ type: 'opened', by: 'staff', awareAt: START, facts: {}, drill: false } as const)
        : ({ type: 'timePassed' } as const);
    const result = advance(world, state, event, now);
    if (!result.ok) break;
    state = result.state;
    effects.push(...result.effects);
    now = nextWake(state);
  }
  return { effects, state };
}
