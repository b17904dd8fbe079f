import { advance, answersOf, DAY, ENGLAND, fieldsFor, HOUR, POSTS } from '@trustward/chain';
import type {
  CaseEvent,
  CaseState,
  Chain,
  Duty,
  Learned,
  PostHolder,
  Role,
  Step,
  World,
} from '@trustward/chain';

const START = Date.parse('2026-11-13T16:40:00Z');
const MOST_ACTS = 60;

/** One person for each post, called by it, who is neither away nor part of anything. */
const EVERYBODY: readonly PostHolder[] = POSTS.map((role) => ({
  role,
  person: role,
  excluded: false,
  away: false,
}));

/**
 * Plays a chain through as people might: whatever is owed is done by its owner, its questions are answered, its events
 * recorded, its agreements given. `choice` says which answer, outcome and order, so that several runs take several ways.
 */
class PlayThrough {
  readonly #world: World;
  readonly #choice: number;
  #luck: number;
  #state: CaseState | null = null;
  #now = START;

  constructor(chain: Chain, choice: number) {
    // Every other way is that of a case whose subject is the head and where the chair is away.
    const subject = choice % 2 === 1 ? (['headteacher'] as const) : [];
    const people = EVERYBODY.map((it) => ({
      ...it,
      excluded: it.role === subject[0],
      away: choice % 4 === 3 && it.role === 'trustChair',
    }));
    this.#world = { chain, calendar: ENGLAND, people, subject };
    this.#choice = choice;
    this.#luck = choice * 7919 + 1;
  }

  /** The steps that came up, by their ids. Throws where an event is refused for another reason than a gate or a hold. */
  run(): ReadonlySet<string> {
    const { facts } = this.#world.chain;
    const asked = Object.keys(facts).filter((id) => facts[id]?.askedIn === undefined);
    const answers = Object.fromEntries(asked.map((id) => [id, this.#answer(id)]));
    this.#must({ type: 'opened', by: 'staff', awareAt: START, facts: answers, drill: false });
    for (let acts = 0; acts < MOST_ACTS && this.#state?.endedAt === null; acts += 1) {
      this.#now += this.#oneOf(4) === 0 ? 8 * DAY : HOUR;
      this.#try({ type: 'timePassed' });
      if (this.#oneOf(6) === 0) this.#recordEvents();
      for (const duty of this.#owed()) this.#do(duty);
      this.#endChildren();
    }
    return new Set(Object.values(this.#state?.duties ?? {}).map(({ step }) => step));
  }

  #owed(): Duty[] {
    const owed = Object.values(this.#state?.duties ?? {}).filter(
      ({ state }) => state === 'open' || state === 'late',
    );
    // Now and then a duty is left for later, so that some become late; other parties are slower still.
    return owed.filter((duty) => (this.#isTheirs(duty) ? this.#oneOf(6) === 0 : this.#oneOf(4) > 0));
  }

  #isTheirs(duty: Duty): boolean {
    const step = this.#world.chain.steps.find(({ id }) => id === duty.step);
    return step?.clock?.whose !== undefined;
  }

  #do(duty: Duty): void {
    const step = this.#world.chain.steps.find(({ id }) => id === duty.step);
    if (step === undefined) return;
    const outcome = this.#outcome(step);
    const fields = fieldsFor(step, outcome);
    const emergency =
      this.#choice % 2 === 0 ? undefined : Object.keys(step.approval?.emergency?.reasons ?? {})[0];
    this.#try({
      type: 'done',
      by: duty.owner?.person ?? 'nobody',
      step: duty.key,
      version: duty.version,
      supplied: fields.map(({ id }) => id),
      learned: this.#learned(step, outcome),
      ...(outcome === undefined ? {} : { outcome }),
      ...(emergency === undefined ? {} : { emergency }),
    });
    this.#agree(duty.key, step);
  }

  #agree(key: string, { approval }: Step): void {
    for (const role of approval?.by ?? []) {
      const duty = this.#state?.duties[key];
      if (duty === undefined || duty.asked === null) return;
      this.#try({ type: 'agreed', by: role, step: key, version: duty.version, to: 'done' });
    }
  }

  #outcome({ outcomes }: Step): string | undefined {
    const codes = Object.keys(outcomes ?? {});
    return codes[this.#oneOf(codes.length)];
  }

  #learned(step: Step, outcome: string | undefined): Learned {
    const fields = fieldsFor(step, outcome);
    const facts = fields.flatMap((field) =>
      field.kind === 'fact' ? [[field.fact, this.#answer(field.fact)]] : [],
    );
    const dates = fields.flatMap((field) =>
      field.kind === 'date' ? [[field.event, this.#now + 30 * DAY]] : [],
    );
    const named = fields.flatMap((field): [Role, string][] =>
      field.kind === 'appoint' ? [[field.role, 'safeguardingTrustee']] : [],
    );
    return {
      facts: Object.fromEntries(facts) as Record<string, string>,
      dates: Object.fromEntries(dates) as Record<string, number>,
      appointed: Object.fromEntries(named),
    };
  }

  #answer(fact: string): string {
    const found = this.#world.chain.facts[fact];
    const codes = found === undefined ? [] : Object.keys(answersOf(found));
    return codes[this.#oneOf(codes.length)] ?? '';
  }

  #recordEvents(): void {
    for (const [event, { dated }] of Object.entries(this.#world.chain.events)) {
      if (this.#state?.events[event] !== undefined) continue;
      const date = dated ? { date: this.#now + 30 * DAY } : {};
      this.#try({ type: 'eventRecorded', by: 'trustSafeguardingLead', event, ...date });
    }
  }

  #endChildren(): void {
    for (const [duty, { endedAt }] of Object.entries(this.#state?.children ?? {})) {
      if (endedAt === null) this.#try({ type: 'childEnded', duty });
    }
  }

  /** A number below this one, other each time and the same each run. */
  #oneOf(many: number): number {
    this.#luck = (this.#luck * 48_271) % 2_147_483_647;
    return many < 2 ? 0 : this.#luck % many;
  }

  #must(event: CaseEvent): void {
    const refused = this.#take(event);
    if (refused !== null) throw new Error(refused);
  }

  /** Acts that are not for this moment are refused with a reason, and left. */
  #try(event: CaseEvent): void {
    this.#take(event);
  }

  #take(event: CaseEvent): string | null {
    const result = advance(this.#world, this.#state, event, this.#now);
    if (!result.ok) return `${result.refusal.code}: ${result.refusal.sentence}`;
    this.#state = result.state;
    return null;
  }
}

/** Every step that comes up on at least one of so many ways through a chain. */
export function stepsPlayed(chain: Chain, ways = 24): ReadonlySet<string> {
  const runs = Array.from({ length: ways }, (_, choice) => new PlayThrough(chain, choice).run());
  return new Set(runs.flatMap((run) => [...run]));
}
