import { isFinal } from './final.ts';
import type { Model, Variable } from './model.ts';
import { canBeLate, NOT_OPEN, outcomeOf, stateOf } from './standing.ts';
import { now, stepsIn } from './wish.ts';
import type { Goal, PlainWish, Wish } from './wish.ts';
import type { Step } from '../language/step.ts';

/** What a plain wish asks of one thing: which of its values will do, and what else follows. */
interface Literal {
  readonly variable: Variable;
  readonly allows: (value: string) => boolean;
  readonly follows: readonly Goal[];
}
type Asked = Literal | { readonly goals: readonly Goal[] } | 'always' | 'never';

const ENDED = ['done', 'waived', 'notApplicable', 'superseded'];
const many = (is: string | readonly string[]): readonly string[] => (typeof is === 'string' ? [is] : is);

/** What a wish without parts asks for, now or as the trace of what was so once. */
export function literalOf(model: Model, plain: PlainWish, { wanted, past }: Goal): Asked {
  if (model.isPartial && leadsNowhere(model, plain)) return 'always';
  if ('fact' in plain) return ofFact(model, plain.fact, many(plain.is), wanted, past);
  if ('subject' in plain) return { goals: [ofSubject(many(plain.subject), wanted)] };
  // What was not so then may be so now: only what happened leaves a trace.
  if (past && !wanted) return 'always';
  if ('done' in plain) return stands(plain.done, wanted, (value) => outcomeOf(value) !== null);
  if ('outcome' in plain) return ofOutcome(model, plain.outcome, many(plain.is), wanted, past);
  if ('ended' in plain) return inState(model, plain.ended, ENDED, wanted, past);
  if ('step' in plain) return inState(model, plain.step, many(plain.is), wanted, past);
  if ('late' in plain) return ofLateness(model, plain.late, wanted);
  if ('childEnded' in plain) return ofChild(model, plain.childEnded, wanted);
  if ('bypassed' in plain) return flag('bypassed', plain.bypassed, wanted, [now({ done: plain.bypassed })]);
  if ('event' in plain) return flag('event', plain.event, wanted);
  if ('reached' in plain) return wanted ? flag('event', plain.reached, true) : 'always';
  if (past) return 'always';
  if ('hold' in plain) return flag('hold', plain.hold, wanted);
  return { variable: `role ${plain.role}`, allows: (value) => (value === plain.is) === wanted, follows: [] };
}

const leadsNowhere = ({ chain, steps }: Model, plain: PlainWish): boolean =>
  stepsIn(plain).some((id) => !steps.has(id)) || ('fact' in plain && !Object.hasOwn(chain.facts, plain.fact));

/** A question asked later may have had no answer then; what was answered at the opening stays. */
function ofFact(
  { chain }: Model,
  fact: string,
  is: readonly string[],
  wanted: boolean,
  past: boolean,
): Asked {
  const isAskedLater = Object.hasOwn(chain.facts, fact) && chain.facts[fact]?.askedIn !== undefined;
  if (past && !wanted && isAskedLater) return 'always';
  return { variable: `fact ${fact}`, allows: (value) => is.includes(value) === wanted, follows: [] };
}

function ofSubject(roles: readonly string[], wanted: boolean): Goal {
  const each: Wish[] = roles.map((role) => ({ event: `subject/${role}` }));
  return now({ any: each }, wanted);
}

function stands(id: string, wanted: boolean, is: (value: string) => boolean): Literal {
  return { variable: `step ${id}`, allows: (value) => is(value) === wanted, follows: [] };
}

/** Of a step that comes up again, only the outcome that ends it lasts. */
function ofOutcome(model: Model, id: string, is: readonly string[], wanted: boolean, past: boolean): Asked {
  const step = model.steps.get(id);
  const lasts = !past || step === undefined || is.every((code) => isFinal(step, code));
  return stands(id, wanted, (value) => {
    const outcome = outcomeOf(value);
    return outcome !== null && (!lasts || is.includes(outcome));
  });
}

/** That a step was open leaves only that it came up; that it ended stays, unless it comes up again. */
function inState(model: Model, id: string, is: readonly string[], wanted: boolean, past: boolean): Asked {
  if (!past) return stands(id, wanted, (value) => is.includes(stateOf(value)));
  if (is.includes('notOpen')) return 'always';
  const { repeat, eachTime } = model.steps.get(id) ?? {};
  const lasts = repeat === undefined && eachTime !== true && is.every((state) => ENDED.includes(state));
  return stands(id, true, (value) => (lasts ? is.includes(stateOf(value)) : value !== NOT_OPEN));
}

function ofLateness(model: Model, id: string, wanted: boolean): Asked {
  const step = model.steps.get(id);
  const can = step !== undefined && (canBeLate(step) || isTheirTime(step));
  if (!can) return wanted ? 'never' : 'always';
  return flag('late', id, wanted, [cameUp(id)]);
}

const isTheirTime = ({ clock }: Step): boolean => clock?.whose !== undefined;

function ofChild(model: Model, id: string, wanted: boolean): Asked {
  if (model.steps.get(id)?.opens === undefined) return wanted ? 'never' : 'always';
  return flag('child', id, wanted, [cameUp(id)]);
}

const cameUp = (id: string): Goal => now({ step: id, is: 'notOpen' }, false);

function flag(
  kind: 'event' | 'hold' | 'late' | 'child' | 'bypassed',
  name: string,
  wanted: boolean,
  follows: readonly Goal[] = [],
): Literal {
  const value = wanted ? 'yes' : 'no';
  return { variable: `${kind} ${name}`, allows: (each) => each === value, follows: wanted ? follows : [] };
}
