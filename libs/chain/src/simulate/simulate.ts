import { checkScenario } from './check-scenario.ts';
import { headline } from './headline.ts';
import type { Line } from './line.ts';
import { linesOf } from './lines.ts';
import { play } from './play.ts';
import type { Ending } from './play.ts';
import type { Scenario } from './scenario.ts';
import type { CalendarSnapshot, Instant } from '../clock/calendar.ts';
import { describeInstant } from '../clock/describe.ts';
import { ENGLAND } from '../clock/england/england.ts';
import type { Chain } from '../language/chain.ts';
import type { Mistake } from '../language/mistake.ts';
import type { CaseState } from '../reducer/state.ts';

export interface Simulation {
  readonly title: string;
  readonly chain: { readonly id: string; readonly version: number; readonly title: string };
  /** What whoever answers for children wants to know first. */
  readonly headline: string;
  readonly timeline: readonly Line[];
  readonly ending: { readonly how: Ending; readonly at: Instant; readonly sentence: string };
  /** How many events were played. */
  readonly events: number;
  readonly state: CaseState | null;
}

export type Simulated =
  | { readonly ok: true; readonly simulation: Simulation }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] };

/**
 * Runs a scenario through the reducer: who acts when, who is away, what happens meanwhile; and tells what comes of it.
 * Bounded: it ends with the case, at its own end, or after as many events as it allows, and says which.
 */
export function simulate(chain: Chain, scenario: Scenario, calendar: CalendarSnapshot = ENGLAND): Simulated {
  const mistakes = checkScenario(chain, scenario, calendar);
  if (mistakes.length > 0) return { ok: false, mistakes };
  const played = play(chain, scenario, calendar);
  const { happened, ending: how, endedAt: at, scene, state } = played;
  const simulation: Simulation = {
    title: scenario.title,
    chain: { id: chain.id, version: chain.version, title: chain.title },
    headline: headline(chain, played),
    timeline: happened.flatMap(linesOf),
    ending: { how, at, sentence: ENDINGS[how](describeInstant(scene.calendar, at), happened.length) },
    events: happened.length,
    state,
  };
  return { ok: true, simulation };
}

const ENDINGS: Readonly<Record<Ending, (at: string, events: number) => string>> = {
  closed: (at, events) => `It ends because the case closed, ${at}, after ${events} events.`,
  mistake: (at, events) => `It ends because the report was a mistake, ${at}, after ${events} events.`,
  time: (at, events) => `It ends because its time is over, ${at}, after ${events} events; the case is open.`,
  events: (at, events) =>
    `It ends after ${events} events, ${at}, which is as many as it allows; the case is open.`,
};
