import { advance, ENGLAND, HOUR, requiredEvidence } from '@trustward/chain';
import type {
  CaseEvent,
  CaseState,
  Chain,
  Duty,
  Effect,
  Learned,
  Post,
  PostHolder,
  Refusal,
  Step,
  World,
} from '@trustward/chain';
import { loadPack } from '../src/index.ts';

/** The hour at which a school's week ends and most of what matters is said. */
export const FRIDAY = Date.parse('2026-11-13T16:40:00Z');

export const POSTS = {
  dsl: 'dana',
  deputyDsl: 'dev',
  headteacher: 'hana',
  trustSafeguardingLead: 'tom',
  ceo: 'ceri',
  trustChair: 'chloe',
  viceChair: 'vic',
  safeguardingTrustee: 'sam',
} as const satisfies Partial<Record<Post, string>>;

/** Whoever reports it: nobody with a post. */
const REPORTER = 'a-teacher';

type Done = Extract<CaseEvent, { type: 'done' }>;

interface Setting {
  /** Which trust's pack it stands in. */
  readonly source?: string;
  readonly authority?: string;
  readonly facts: Readonly<Record<string, string>>;
  /** When it became known, where not on that Friday. */
  readonly at?: number;
  /** The posts of the person whom it is about. */
  readonly subject?: readonly (keyof typeof POSTS)[];
}

/** A case of one of the pack's chains at a school in an authority, walked as its people would. */
export class Walk {
  world: World;
  readonly effects: Effect[] = [];
  #state: CaseState | null = null;

  constructor(
    chainId: string,
    { source = 'source-000', authority = 'westmere', facts, at = FRIDAY, subject = [] }: Setting,
  ) {
    const people = (Object.keys(POSTS) as (keyof typeof POSTS)[]).map((role): PostHolder => ({
      role,
      person: POSTS[role],
      excluded: subject.includes(role),
      away: false,
    }));
    this.world = { chain: chainOf(chainId, source, authority), calendar: ENGLAND, people, subject };
    this.take({ type: 'opened', by: REPORTER, awareAt: at, facts, drill: false }, at);
  }

  get state(): CaseState {
    if (this.#state === null) throw new Error('The case is not open.');
    return this.#state;
  }

  duty(step: string): Duty | undefined {
    return this.state.duties[step];
  }

  take(event: CaseEvent, now: number): readonly Effect[] {
    const result = advance(this.world, this.#state, event, now);
    if (!result.ok) throw new Error(`${result.refusal.code}: ${result.refusal.sentence}`);
    this.#state = result.state;
    this.effects.push(...result.effects);
    return result.effects;
  }

  /** A duty done by its owner so many hours after it became known, with all its form asks for. */
  done(step: string, hours: number, over: Partial<Done> = {}): this {
    this.pass(hours);
    this.take(this.#doneEvent(step, over), FRIDAY + hours * HOUR);
    return this;
  }

  /** The code with which doing a duty is refused; null where it is taken. */
  refusal(step: string, hours: number, over: Partial<Done> = {}): Refusal['code'] | null {
    this.pass(hours);
    const result = advance(this.world, this.#state, this.#doneEvent(step, over), FRIDAY + hours * HOUR);
    return result.ok ? null : result.refusal.code;
  }

  /** The code with which any event is refused; null where it is taken. */
  refused(event: CaseEvent, hours: number): Refusal['code'] | null {
    const result = advance(this.world, this.#state, event, FRIDAY + hours * HOUR);
    return result.ok ? null : result.refusal.code;
  }

  /** It comes out that the holder of a post is whom it is about. */
  becomesSubject(post: keyof typeof POSTS): void {
    const people = this.world.people.map((each) => ({
      ...each,
      excluded: each.excluded || each.role === post,
    }));
    this.world = { ...this.world, people, subject: [...(this.world.subject ?? []), post] };
  }

  /** What a duty is refused for, with each field that its form asks for left empty in turn. */
  refusals(step: string, hours: number, over: Partial<Done> = {}): Record<string, Refusal['code'] | null> {
    const asked = this.#doneEvent(step, over).supplied;
    return Object.fromEntries(
      asked.map((field) => {
        const supplied = asked.filter((each) => each !== field);
        return [field, this.refusal(step, hours, { ...over, supplied })];
      }),
    );
  }

  /** What happens though nobody acts, as "hours after it became known, key, who". */
  pass(hours: number): unknown[][] {
    return this.take({ type: 'timePassed' }, FRIDAY + hours * HOUR).map((effect) => [
      (effect.at - FRIDAY) / HOUR,
      effect.key.replace(/\/\d{10,}$/, ''),
      whom(effect),
    ]);
  }

  /** The duties that are owed now. */
  owed(): string[] {
    return Object.values(this.state.duties)
      .filter(({ state }) => state === 'open' || state === 'late')
      .map(({ key }) => key);
  }

  #doneEvent(step: string, { outcome, learned, ...over }: Partial<Done>): Done {
    const duty = this.duty(step);
    const found = this.world.chain.steps.find(({ id }) => id === duty?.step);
    return {
      type: 'done',
      by: duty?.owner?.person ?? 'nobody',
      step,
      version: duty?.version ?? 0,
      supplied: found === undefined ? [] : requiredEvidence(found, outcome),
      ...(outcome === undefined ? {} : { outcome }),
      ...(learned === undefined ? {} : { learned }),
      ...over,
    };
  }
}

/** A step of the chain that a walk goes through. */
export function stepOf({ world }: Walk, id: string): Step {
  const step = world.chain.steps.find((each) => each.id === id);
  if (step === undefined) throw new Error(`There is no step ${id}.`);
  return step;
}

export const appointed = (person: string, facts: Readonly<Record<string, string>>): Learned => ({
  appointed: { caseManager: person },
  facts,
});

const packs = new Map<string, readonly Chain[]>();

function chainOf(id: string, source: string, authority: string): Chain {
  const pack = packs.get(`${source} ${authority}`) ?? loadPack(source, authority);
  packs.set(`${source} ${authority}`, pack);
  const chain = pack.find((each) => each.id === id);
  if (chain === undefined) throw new Error(`The pack lacks "${id}".`);
  return chain;
}

function whom(effect: Effect): unknown {
  if (effect.kind === 'breach') return effect.owner;
  if (effect.kind !== 'tell') return effect.step;
  return 'person' in effect.to ? effect.to.person : effect.to.roles;
}
