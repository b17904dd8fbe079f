import type { Bound, Cast, Claim, CounterExample, Proof } from './answer.ts';
import { castsOf } from './casts.ts';
import { ladderFaults } from './ladders.ts';
import type { Fault } from './ladders.ts';
import { protectedFaults } from './protected.ts';
import { answerSets, silence, untouched } from './silence.ts';
import type { Silence } from './silence.ts';
import { PROOF_CALENDAR, STARTS, workingHoursBetween } from './starts.ts';
import type { Start } from './starts.ts';
import { told } from './story.ts';
import type { CalendarSnapshot } from '../clock/calendar.ts';
import { HOUR } from '../clock/civil.ts';
import type { Chain } from '../language/chain.ts';

export interface ProveOptions {
  readonly calendar?: CalendarSnapshot;
  readonly starts?: readonly Start[];
}

/** What a proof leaves out. Said with every answer, so that a yes is not taken for more than it is. */
export const NOT_EXPLORED: readonly string[] = [
  'Whether a case can always be closed, and whether every outcome can be chosen.',
  'Whether a later step can come up under a combination: its ladder is held to account as if it could.',
  'People forbidden because they did what a step looks at.',
  'More than one empty post beside the subject, and on the two protected paths more than two.',
  'People whom a step appoints, answers corrected later, and absences that begin during the case.',
  'Starts other than those listed.',
];

/** Whether a resolved chain can strand anybody: the bounds, or the simplest counter-example. It uses the reducer itself. */
export function prove(chain: Chain, options: ProveOptions = {}): Proof {
  const { calendar = PROOF_CALENDAR, starts = STARTS } = options;
  const search = { chain, calendar, starts, quiet: untouched(chain), answers: answerSets(untouched(chain)) };
  const fault = protectedFaults(chain)[0];
  if (fault !== undefined) return refuted(ladderStory(search, { subject: [], vacant: [] }, fault));
  const worst: Worst = { told: null, owned: null };
  let combinations = 0;
  for (const level of castsOf(chain)) {
    const [broken] = ladderFaults(chain, level);
    if (broken !== undefined) return refuted(ladderStory(search, level.cast, broken));
    if (level.demands === 'protected') continue;
    for (const facts of search.answers) {
      for (const start of starts) {
        combinations += 1;
        const run = silence(search.quiet, level.cast, facts, start.at, calendar);
        const wrong = quietFault(search, level.cast, facts, start, run, worst);
        if (wrong !== null) return refuted(wrong);
        // Told as the case opens, whatever the hour: other starts come to the same.
        if (run.toldAt === start.at) break;
      }
    }
  }
  const leaderTold = worst.told ?? { hours: 0, workingHours: 0, start: '' };
  const bounds = { officerDutyOwned: worst.owned, leaderTold };
  return { ok: true, bounds, combinations, notExplored: NOT_EXPLORED };
}

interface Search {
  readonly chain: Chain;
  readonly quiet: Chain;
  readonly calendar: CalendarSnapshot;
  readonly starts: readonly Start[];
  readonly answers: readonly Readonly<Record<string, string>>[];
}

interface Worst {
  told: Bound | null;
  owned: Bound | null;
}

const refuted = (counterExample: CounterExample): Proof => ({
  ok: false,
  counterExample,
  notExplored: NOT_EXPLORED,
});

/** Told from the Friday afternoon, with answers under which the step comes up at once where there are such. */
function ladderStory({ quiet, starts, answers, calendar }: Search, cast: Cast, fault: Fault): CounterExample {
  const at = (starts[1] ?? starts[0])?.at ?? 0;
  let chosen = { facts: {}, run: silence(quiet, cast, {}, at, calendar) };
  for (const facts of answers) {
    chosen = { facts, run: silence(quiet, cast, facts, at, calendar) };
    if (Object.hasOwn(chosen.run.opened.duties, fault.step.id)) break;
  }
  return told(quiet, cast, chosen.facts, chosen.run, fault);
}

/** What is wrong when a case opens and nobody acts; what is right is kept for the bounds. */
function quietFault(
  { chain, quiet, calendar }: Search,
  cast: Cast,
  facts: Readonly<Record<string, string>>,
  start: Start,
  run: Silence,
  worst: Worst,
): CounterExample | null {
  const say = (claim: Claim, sentence: string) =>
    told(quiet, cast, facts, run, { claim, step: null, sentence });
  if (isDanger(chain, facts) && !owns(chain, run, 'danger')) {
    return say('opensAtOnce', 'A child is in danger, and no duty on the danger path comes up.');
  }
  if (isAboutAdults(chain)) {
    if (!owns(chain, run, 'designatedOfficer')) {
      return say('opensAtOnce', 'Nobody has to contact the Designated Officer.');
    }
    worst.owned ??= { hours: 0, workingHours: 0, start: start.name };
  }
  if (run.toldAt === null) return say('told', 'Nobody acts, and no leader outside the line is ever told.');
  const hours = (run.toldAt - start.at) / HOUR;
  if (worst.told === null || hours > worst.told.hours) {
    const workingHours = workingHoursBetween(calendar, start.at, run.toldAt);
    worst.told = { hours, workingHours, start: start.name };
  }
  return null;
}

const isAboutAdults = ({ about }: Chain): boolean => about === 'adult' || about === 'institution';

const isDanger = ({ facts }: Chain, given: Readonly<Record<string, string>>): boolean =>
  Object.entries(given).some(([id, code]) => facts[id]?.danger?.includes(code) === true);

function owns({ steps }: Chain, { opened }: Silence, path: 'danger' | 'designatedOfficer'): boolean {
  return steps.some((step) => step.path === path && opened.duties[step.id]?.owner != null);
}
