import type { Bound, Bounds, Cast, Claim, CounterExample } from './answer.ts';
import { Quiets } from './quiet.ts';
import type { Quiet } from './quiet.ts';
import { answerSets, silence, untouched } from './silence.ts';
import { workingHoursBetween } from './starts.ts';
import type { Start } from './starts.ts';
import { told } from './story.ts';
import type { CalendarSnapshot } from '../clock/calendar.ts';
import { HOUR } from '../clock/civil.ts';
import type { Chain } from '../language/chain.ts';

type Facts = Readonly<Record<string, string>>;

/** What happens when a case opens and nobody acts, under every start and every set of answers; it keeps the bounds. */
export class Listening {
  readonly #chain: Chain;
  readonly #quiet: Chain;
  readonly #quiets: Quiets;
  readonly #calendar: CalendarSnapshot;
  readonly #starts: readonly Start[];
  readonly #answers: readonly Facts[];
  #told: Bound = { hours: 0, workingHours: 0, start: '' };
  #owned: Bound | null = null;
  combinations = 0;

  constructor(chain: Chain, calendar: CalendarSnapshot, starts: readonly Start[]) {
    this.#chain = chain;
    this.#quiet = untouched(chain);
    this.#quiets = new Quiets(this.#quiet, calendar);
    this.#calendar = calendar;
    this.#starts = starts;
    this.#answers = answerSets(this.#quiet);
  }

  get bounds(): Bounds {
    return { officerDutyOwned: this.#owned, leaderTold: this.#told };
  }

  /** What is wrong under a cast, as a story; null where nothing is. */
  fault(cast: Cast): CounterExample | null {
    for (const facts of this.#answers) {
      for (const start of this.#starts) {
        this.combinations += 1;
        const quiet = this.#quiets.of(cast, facts, start.at);
        const wrong = this.#wrong(quiet, facts, start);
        if (wrong !== null) {
          const run = silence(this.#quiet, cast, facts, start.at, this.#calendar);
          return told(this.#quiet, cast, facts, run, { ...wrong, step: null });
        }
        // Told as the case opens, whatever the hour: other starts come to the same.
        if (quiet.toldAt === start.at) break;
      }
    }
    return null;
  }

  #wrong({ owned, toldAt }: Quiet, facts: Facts, { name, at }: Start): Wrong | null {
    if (isDanger(this.#chain, facts) && !owned.has('danger')) return WRONG.danger;
    if (this.#chain.about === 'adult' || this.#chain.about === 'institution') {
      if (!owned.has('designatedOfficer')) return WRONG.officer;
      this.#owned ??= { hours: 0, workingHours: 0, start: name };
    }
    if (toldAt === null) return WRONG.told;
    const hours = (toldAt - at) / HOUR;
    if (hours > this.#told.hours || this.#told.start === '') {
      this.#told = { hours, workingHours: workingHoursBetween(this.#calendar, at, toldAt), start: name };
    }
    return null;
  }
}

interface Wrong {
  readonly claim: Claim;
  readonly sentence: string;
}

const WRONG = {
  danger: {
    claim: 'opensAtOnce',
    sentence: 'A child is in danger, and no duty on the danger path comes up.',
  },
  officer: { claim: 'opensAtOnce', sentence: 'Nobody has to contact the Designated Officer.' },
  told: { claim: 'told', sentence: 'Nobody acts, and no leader outside the line is ever told.' },
} as const;

const isDanger = ({ facts }: Chain, given: Facts): boolean =>
  Object.entries(given).some(([id, code]) => facts[id]?.danger?.includes(code) === true);
