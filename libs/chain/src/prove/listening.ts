import type { Bound, Bounds, Cast, Claim, CounterExample } from './answer.ts';
import type { Facts } from './answer-sets.ts';
import { plainAnswers } from './parts.ts';
import { groupsOf, Quiets } from './quiet.ts';
import type { Group } from './quiet.ts';
import { silence, untouched } from './silence.ts';
import { workingHoursBetween } from './starts.ts';
import type { Start } from './starts.ts';
import { told } from './story.ts';
import { Worsts } from './worst.ts';
import type { Worst } from './worst.ts';
import type { CalendarSnapshot, Instant } from '../clock/calendar.ts';
import { HOUR } from '../clock/civil.ts';
import type { Chain } from '../language/chain.ts';

/**
 * What happens when a case opens and nobody acts, under every start and every set of answers; it keeps the bounds. Groups
 * that have no question in common are each looked at under their own answers: at worst, each of them does its worst.
 */
export class Listening {
  readonly #chain: Chain;
  readonly #quiet: Chain;
  readonly #groups: Group[];
  readonly #worsts: Worsts;
  readonly #calendar: CalendarSnapshot;
  readonly #starts: readonly Start[];
  #told: Bound = { hours: 0, workingHours: 0, start: '' };
  #owned: Bound | null = null;

  constructor(chain: Chain, calendar: CalendarSnapshot, starts: readonly Start[]) {
    this.#chain = chain;
    this.#quiet = untouched(chain);
    this.#groups = groupsOf(this.#quiet);
    this.#worsts = new Worsts(chain, new Quiets(calendar), starts);
    this.#calendar = calendar;
    this.#starts = starts;
  }

  get bounds(): Bounds {
    const isOwed = this.#chain.steps.some(({ path, optional }) => path === 'designatedOfficer' && !optional);
    return { officerDutyOwned: isOwed ? this.#owned : null, leaderTold: this.#told };
  }

  get combinations(): number {
    return this.#worsts.combinations;
  }

  /** What there was too much of to look at. */
  get unknown(): readonly string[] {
    const partly = this.#groups.filter(({ answers }) => !answers.areAll).map(({ choices }) => choices.length);
    return [
      ...partly.map(
        (count) =>
          `Every set of answers to ${count} questions that are looked at together: as the case opens, only some were tried.`,
      ),
      ...(this.#worsts.isCut ? [TOO_MUCH] : []),
    ];
  }

  /** What is wrong under a cast, as a story; null where nothing is. */
  fault(cast: Cast): CounterExample | null {
    const each: (readonly Worst[])[] = [];
    let isHeard = false;
    for (const group of [...this.#groups]) {
      const worst = this.#worsts.of(group, cast, isHeard);
      if (worst === null) return null;
      each.push(worst);
      if (isHeard || !this.#starts.every(({ at }, index) => this.#isNoWorse(each, index, at))) continue;
      isHeard = true;
      // What is likely to tell them as soon again is asked first.
      this.#groups.unshift(...this.#groups.splice(this.#groups.indexOf(group), 1));
    }
    for (const [index, start] of this.#starts.entries()) {
      const wrong = this.#wrong(
        each.flatMap((worst) => worst[index] ?? []),
        start,
      );
      if (wrong !== null) return this.#story(cast, wrong, start.at);
    }
    return null;
  }

  /** Whether somebody hears as soon as under what was worst so far: then the bound stays, whenever they hear by other ways. */
  #isNoWorse(each: readonly (readonly Worst[])[], index: number, at: Instant): boolean {
    return each.some((worst) => ((worst[index]?.toldAt ?? Infinity) - at) / HOUR <= this.#told.hours);
  }

  #story(
    cast: Cast,
    { facts: worst, ...wrong }: Wrong & { readonly facts: Facts },
    at: Instant,
  ): CounterExample {
    const facts = { ...plainAnswers(this.#quiet), ...worst };
    const run = silence(this.#quiet, cast, facts, at, this.#calendar);
    return told(this.#quiet, cast, facts, run, { ...wrong, step: null }, worst);
  }

  #wrong(each: readonly Worst[], { name, at }: Start): (Wrong & { readonly facts: Facts }) | null {
    const endangered = inDangerOf(each);
    if (endangered !== null) return { ...WRONG.danger, facts: endangered };
    if (this.#chain.about === 'adult' || this.#chain.about === 'institution') {
      const without = together(each.map(({ noOfficer }) => noOfficer));
      if (without !== null) return { ...WRONG.officer, facts: without };
      this.#owned ??= { hours: 0, workingHours: 0, start: name };
    }
    const first = Math.min(...each.map(({ toldAt }) => toldAt ?? Infinity));
    if (first === Infinity) {
      return { ...WRONG.told, facts: Object.assign({}, ...each.map(({ latest }) => latest)) as Facts };
    }
    const hours = (first - at) / HOUR;
    if (hours > this.#told.hours || this.#told.start === '') {
      this.#told = { hours, workingHours: workingHoursBetween(this.#calendar, at, first), start: name };
    }
    return null;
  }
}

/** One group's danger, for which no other group has a duty either. */
function inDangerOf(each: readonly Worst[]): Facts | null {
  for (const { inDanger } of each) {
    const all = each.map((other) => (other.inDanger === inDanger ? inDanger : other.noDanger));
    const facts = inDanger === null ? null : together(all);
    if (facts !== null) return facts;
  }
  return null;
}

/** The answers of all groups; null where one has none such. */
function together(each: readonly (Facts | null)[]): Facts | null {
  const facts = each.filter((one) => one !== null);
  return facts.length < each.length ? null : (Object.assign({}, ...facts) as Facts);
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

const TOO_MUCH = 'What happens when nobody acts, under the rarer combinations: there are too many.';
