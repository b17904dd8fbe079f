import { instantOfLocal, whyNotOne, WRITTEN } from './local-time.ts';
import type { Scenario } from './scenario.ts';
import { changedCalendar } from './scene.ts';
import type { CalendarSnapshot } from '../clock/calendar.ts';
import { DAY } from '../clock/civil.ts';
import type { Chain } from '../language/chain.ts';
import { answersOf } from '../language/answers-of.ts';
import type { Mistake } from '../language/mistake.ts';
import { own } from '../language/own.ts';
import { unanswered } from '../language/questions.ts';
import { twice } from '../language/twice.ts';

/** Longer than any case a scenario should play. */
const MOST_DAYS = 1_100;

/** What the schema cannot see: names of people and steps that are not there, and a time that runs backwards. */
export function checkScenario(chain: Chain, scenario: Scenario, base: CalendarSnapshot): Mistake[] {
  return [
    ...twice(scenario.people.map(({ name }) => name)).map((name) => ({
      path: 'people',
      sentence: `Two people are called "${name}".`,
    })),
    ...unknownPeople(scenario),
    ...unknownNames(chain, scenario),
    ...checkTimes(scenario, base),
  ];
}

function unknownPeople({ people, opens, acts, agrees, happens }: Scenario): Mistake[] {
  const known = new Set(people.map(({ name }) => name));
  const named: readonly (readonly [string, string])[] = [
    ['opens.by', opens.by],
    ...acts.flatMap((rule, index) =>
      [rule.who ?? [], rule.handsOver?.to ?? [], Object.values(rule.appoints ?? {})]
        .flat()
        .map((name) => [`acts.${index}`, name] as const),
    ),
    ...agrees.flatMap(({ who = [] }, index) =>
      [who].flat().map((name) => [`agrees.${index}`, name] as const),
    ),
    ...happens.flatMap((it, index) =>
      [...('by' in it ? [it.by] : []), ...('person' in it ? [it.person] : [])].map(
        (name) => [`happens.${index}`, name] as const,
      ),
    ),
  ];
  return named
    .filter(([, name]) => !known.has(name))
    .map(([path, name]) => ({ path, sentence: `Nobody here is called "${name}".` }));
}

function unknownNames(chain: Chain, { opens, acts, agrees, happens }: Scenario): Mistake[] {
  const steps = new Map(chain.steps.map((step) => [step.id, step]));
  const noStep = (path: string, ids: readonly string[]): Mistake[] =>
    ids.filter((id) => !steps.has(id)).map((id) => ({ path, sentence: `There is no step "${id}".` }));
  const outcomes = acts.flatMap(({ step, outcome }, index) => {
    const has = [step ?? []].flat().map((id) => steps.get(id)?.outcomes ?? {});
    const wrong = [outcome ?? []].flat().filter((code) => has.some((each) => !Object.hasOwn(each, code)));
    return wrong.map((code) => ({
      path: `acts.${index}.outcome`,
      sentence: `A step here has no outcome "${code}".`,
    }));
  });
  return [
    ...acts.flatMap(({ step }, index) => noStep(`acts.${index}.step`, [step ?? []].flat())),
    ...agrees.flatMap(({ step }, index) => noStep(`agrees.${index}.step`, [step ?? []].flat())),
    ...happens.flatMap((it, index) => ('step' in it ? noStep(`happens.${index}.step`, [it.step]) : [])),
    ...outcomes,
    ...unknownAnswers(chain, 'opens.facts', opens.facts),
    ...dangerUnanswered(chain, opens.facts),
    ...acts.flatMap(({ answers = {} }, index) => unknownAnswers(chain, `acts.${index}.answers`, answers)),
  ];
}

function unknownAnswers({ facts }: Chain, path: string, given: Readonly<Record<string, string>>): Mistake[] {
  return Object.entries(given).flatMap(([id, answer]) => {
    const fact = own(facts, id);
    if (fact === undefined) return [{ path: `${path}.${id}`, sentence: `There is no question "${id}".` }];
    return Object.hasOwn(answersOf(fact), answer)
      ? []
      : [{ path: `${path}.${id}`, sentence: `"${answer}" is not an answer to "${id}".` }];
  });
}

/** Nobody can report without saying whether anybody is in danger. */
const dangerUnanswered = (chain: Chain, facts: Readonly<Record<string, string>>): Mistake[] =>
  unanswered(chain, facts)
    .filter(({ options }) => options.some(({ danger }) => danger))
    .map(({ fact, question }) => ({ path: `opens.facts.${fact}`, sentence: `Still to answer: ${question}` }));

function checkTimes(scenario: Scenario, base: CalendarSnapshot): Mistake[] {
  const { calendar: change, opens, until } = scenario;
  const calendar = changedCalendar(base, change);
  const unclear = timesIn(scenario).flatMap(([path, written]) => {
    const sentence = whyNotOne(calendar, written);
    return sentence === null ? [] : [{ path, sentence }];
  });
  if (unclear.length > 0) return unclear;
  const [from, to] = [instantOfLocal(calendar, opens.at), instantOfLocal(calendar, until)];
  if (to <= from) return [{ path: 'until', sentence: 'A scenario ends after it opens.' }];
  return to - from > MOST_DAYS * DAY
    ? [{ path: 'until', sentence: 'A scenario ends within three years.' }]
    : [];
}

/** Every time that is written in something, with its path. */
function timesIn(value: unknown, path: readonly string[] = []): (readonly [path: string, written: string])[] {
  if (typeof value === 'string') return WRITTEN.test(value) ? [[path.join('.'), value]] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) => timesIn(each, [...path, name]));
}
