import { answersOf, DAY, fieldsFor, HOUR } from '@trustward/chain';
import type {
  Asked,
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
import fc from 'fast-check';

/** What may happen next in any chain: numbers to choose with, and how far the clock has gone. */
export interface Move {
  readonly kind: (typeof KINDS)[number];
  readonly wait: number;
  readonly pick: readonly [number, number, number];
  /** Whether the one who acts is anybody at all, rather than somebody who may. */
  readonly isWild: boolean;
}

/** The commoner ones more often. */
const KINDS = [
  'done',
  'done',
  'done',
  'done',
  'answer',
  'answer',
  'answer',
  'acknowledged',
  'takenOver',
  'handOverAsked',
  'waiverAsked',
  'stopOrStart',
  'stopOrStart',
  'learned',
  'eventRecorded',
  'hold',
  'childEnded',
  'recused',
  'mistakeAsked',
  'mistakeAgreed',
  'people',
  'timePassed',
] as const;

const waits = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: HOUR }),
  fc.integer({ min: 1, max: DAY }),
  fc.integer({ min: 1, max: 5 * DAY }),
);

export const moves: fc.Arbitrary<Move[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(...KINDS),
    wait: waits,
    pick: fc.tuple(fc.nat(60), fc.nat(60), fc.nat(60)),
    isWild: fc.nat(9).map((number) => number === 0),
  }),
  { minLength: 20, maxLength: 40, size: 'max' },
);

/** Somebody goes away, comes back, or turns out to have a part in it. */
export function peopleAfter({ pick: [who, what] }: Move, people: readonly PostHolder[]): PostHolder[] {
  const person = people[who % people.length]?.person;
  return people.map((each) => {
    if (each.person !== person) return each;
    return what % 6 === 0 ? { ...each, excluded: true } : { ...each, away: !each.away };
  });
}

/** The event a move stands for in a case as it is; null where there is nothing of the kind to do. */
export function eventOf(move: Move, world: World, state: CaseState, now: number): CaseEvent | null {
  const { chain } = world;
  const owed = Object.values(state.duties).filter((duty) => duty.state === 'open' || duty.state === 'late');
  const someone = at(world.people, move.pick[2])?.person ?? 'nobody';
  const onCase = onTheCase(move, chain, state, someone, now);
  if (onCase !== undefined) return onCase;
  const fitting = owed.filter((duty) => fits(move, chain, duty, now));
  const duty = at(fitting.length > 0 && !move.isWild ? fitting : owed, move.pick[0]);
  if (duty === undefined) return null;
  return onDuty(move, { world, duty, someone, now });
}

/** What an answer is to, what clock may stop and what stopped clock runs on: chance alone would hardly ever meet them. */
function fits({ kind }: Move, { steps }: Chain, duty: Duty, now: number): boolean {
  switch (kind) {
    case 'answer':
      return duty.asked !== null;
    case 'stopOrStart':
      return duty.state === 'open' && (isStopped(duty, now) || mayStop(steps, duty));
    default:
      return true;
  }
}

const mayStop = (steps: Chain['steps'], { step }: Duty): boolean =>
  steps.find(({ id }) => id === step)?.clock?.mayPause !== undefined;

function isStopped({ pauses }: Duty, now: number): boolean {
  const last = pauses.at(-1);
  return last !== undefined && (last.to === null || last.to > now);
}

function onTheCase(move: Move, chain: Chain, state: CaseState, by: string, now: number) {
  const [, choice, third] = move.pick;
  switch (move.kind) {
    case 'timePassed':
    case 'people':
      return { type: 'timePassed' } as const;
    case 'recused':
      // Not often, or nobody would be left.
      return third % 4 === 0 ? ({ type: 'recused', by } as const) : null;
    case 'mistakeAsked':
      // Who has asked asks again, and then again by the same press.
      if (state.mistakeAskedBy !== null && third % 2 === 0) {
        return { type: 'mistakeAsked', by: state.mistakeAskedBy } as const;
      }
      return third % 4 === 0 ? ({ type: 'mistakeAsked', by } as const) : null;
    case 'mistakeAgreed':
      return {
        type: choice % 2 === 0 ? 'mistakeDeclined' : 'mistakeAgreed',
        by: at(chain.mistake?.agreedBy ?? [], third) ?? by,
      } as const;
    case 'childEnded': {
      const duty = at(Object.keys(state.children), choice);
      return duty === undefined ? null : ({ type: 'childEnded', duty } as const);
    }
    case 'hold': {
      const hold = at(Object.keys(chain.holds), choice);
      if (hold === undefined) return null;
      const asked = state.holds[hold]?.releaseAskedBy ?? null;
      const { by: askers = [], grantedBy = [] } = chain.holds[hold]?.release ?? {};
      const who = at(asked === null ? askers : grantedBy, third) ?? by;
      const answer = third % 2 === 0 ? 'releaseDeclined' : 'releaseGranted';
      return { type: asked === null ? 'releaseAsked' : answer, by: who, hold } as const;
    }
    case 'learned': {
      const fact = at(Object.keys(chain.facts), choice);
      return fact === undefined
        ? null
        : ({ type: 'learned', by, facts: { [fact]: answer(chain, fact, third) } } as const);
    }
    case 'eventRecorded': {
      const event = at(Object.keys(chain.events), choice);
      if (event === undefined) return null;
      const date = chain.events[event]?.dated ? { date: now + third * DAY } : {};
      return { type: 'eventRecorded', by, event, ...date } as const;
    }
    default:
      return undefined;
  }
}

interface OnDuty {
  readonly world: World;
  readonly duty: Duty;
  readonly someone: string;
  readonly now: number;
}

function onDuty(move: Move, { world, duty, someone, now }: OnDuty): CaseEvent | null {
  const { chain, people } = world;
  const step = chain.steps.find(({ id }) => id === duty.step);
  if (step === undefined) return null;
  const [, choice, third] = move.pick;
  const on = { step: duty.key, version: duty.version + (move.isWild && third % 2 === 0 ? 1 : 0) };
  const owner = move.isWild ? someone : (duty.owner?.person ?? someone);
  const as = at(step.owner, choice) ?? 'dsl';
  const other = people.find(({ role }) => role === as)?.person ?? someone;
  // Where an agency may say that it has come, it often does.
  if (move.kind === 'acknowledged' && step.confirmedBy !== undefined && third % 2 === 0) {
    return { type: 'confirmed', step: duty.key };
  }
  switch (move.kind) {
    case 'done':
      return done(chain, step, { ...on, by: owner }, [choice, third], now);
    case 'answer':
      return duty.asked === null
        ? null
        : {
            type: third % 4 === 0 ? 'declined' : 'agreed',
            to: duty.asked.for,
            by: duty.asked.to?.person ?? answererOf(chain, step, duty.asked.for, third) ?? someone,
            ...on,
          };
    case 'acknowledged':
      return { type: 'acknowledged', by: owner, ...on };
    case 'takenOver':
      return { type: 'takenOver', by: other, as, ...on };
    case 'handOverAsked':
      return { type: 'handOverAsked', by: owner, to: other, as, ...on };
    case 'waiverAsked':
      return {
        type: 'waiverAsked',
        by: owner,
        reason: at(Object.keys(chain.waiver?.reasons ?? {}), choice) ?? '',
        ...on,
      };
    case 'stopOrStart':
      if (isStopped(duty, now)) return { type: 'resumed', by: owner, ...on };
      return {
        type: 'pauseAsked',
        by: owner,
        reason: at(Object.keys(step.clock?.mayPause?.reasons ?? {}), choice) ?? '',
        ...on,
      };
    default:
      return null;
  }
}

/** Everybody is called by their post, so a role that may answer is a person who may. */
function answererOf(chain: Chain, step: Step, asked: Asked['for'], luck: number): string | undefined {
  if (asked === 'done') return at(step.approval?.by ?? [], luck);
  return at((asked === 'waiver' ? chain.waiver?.agreedBy : step.clock?.mayPause?.agreedBy) ?? [], luck);
}

function done(
  chain: Chain,
  step: Step,
  on: { readonly by: string; readonly step: string; readonly version: number },
  [choice, third]: readonly [number, number],
  now: number,
): CaseEvent {
  const outcome = at(Object.keys(step.outcomes ?? {}), choice);
  const fields = fieldsFor(step, outcome);
  const emergency = at(Object.keys(step.approval?.emergency?.reasons ?? {}), third);
  return {
    type: 'done',
    ...on,
    supplied: fields.map(({ id }) => id),
    learned: learned(chain, fields, third, now),
    ...(outcome === undefined ? {} : { outcome }),
    ...(third % 3 === 0 ? { happenedAt: now - third * HOUR } : {}),
    ...(emergency === undefined || third % 2 === 0 ? {} : { emergency }),
  };
}

function learned(chain: Chain, fields: ReturnType<typeof fieldsFor>, luck: number, now: number): Learned {
  const facts: Record<string, string> = {};
  const dates: Record<string, number> = {};
  const appointed: Partial<Record<Role, string>> = {};
  for (const field of fields) {
    if (field.kind === 'fact') facts[field.fact] = answer(chain, field.fact, luck);
    if (field.kind === 'date') dates[field.event] = now + luck * DAY;
    if (field.kind === 'appoint') appointed[field.role] = 'safeguardingTrustee';
  }
  return { facts, dates, appointed };
}

const answer = (chain: Chain, fact: string, luck: number): string => {
  const found = chain.facts[fact];
  return (found && at(Object.keys(answersOf(found)), luck)) ?? '';
};

const at = <T>(list: readonly T[], number: number): T | undefined => list[number % Math.max(1, list.length)];
