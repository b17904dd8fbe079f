import type { Chain } from '../src/language/chain.ts';
import { parseScenario } from '../src/simulate/parse-scenario.ts';
import { simulate } from '../src/simulate/simulate.ts';
import type { Simulation } from '../src/simulate/simulate.ts';

/** Dana leads, Dev deputises, Hana is the head, Tom and Ceri are at the trust; all work office hours. */
const PEOPLE = [
  { name: 'Mia', posts: ['staff'] },
  { name: 'Dana', posts: ['dsl'] },
  { name: 'Dev', posts: ['deputyDsl'] },
  { name: 'Hana', posts: ['headteacher'] },
  { name: 'Tom', posts: ['trustSafeguardingLead'] },
  { name: 'Ceri', posts: ['ceo'] },
];

export type Json = Readonly<Record<string, unknown>>;

/** A scenario as a file would hold it: a Tuesday at ten, and a fortnight. */
export function scenarioJson(over: Json = {}, changes: Readonly<Record<string, Json>> = {}): Json {
  return {
    scenario: 1,
    title: 'A Tuesday',
    opens: { at: '2026-11-10 10:00', by: 'Mia' },
    until: '2026-11-24 17:00',
    people: PEOPLE.map((person) => ({ ...person, ...changes[person.name] })),
    ...over,
  };
}

/** What comes of a scenario that a test takes to be sound. */
export function simulated(chain: Chain, json: Json): Simulation {
  const parsed = parseScenario(json);
  if (!parsed.ok) {
    throw new Error(parsed.mistakes.map(({ path, sentence }) => `${path}: ${sentence}`).join('\n'));
  }
  const result = simulate(chain, parsed.scenario);
  if (!result.ok) {
    throw new Error(result.mistakes.map(({ path, sentence }) => `${path}: ${sentence}`).join('\n'));
  }
  return result.simulation;
}

/** "Tue 10 Nov 10:30 what" of every line, with those it reaches. */
export function told({ timeline }: Simulation): string[] {
  return timeline.map(
    ({ local, what, whom }) =>
      `${local.replace(' 2026,', '')} ${what}${whom.length === 0 ? '' : ` > ${whom.join('; ')}`}`,
  );
}
