import { NOT_OPEN, standingsOf } from './standing.ts';
import type { Standing } from './standing.ts';
import type { Chain } from '../language/chain.ts';
import { answersOf } from '../language/answers-of.ts';
import { own } from '../language/own.ts';
import type { Step } from '../language/step.ts';

const EITHER = ['yes', 'no'] as const;

/** What a chain's conditions range over: where each step can stand, and what each question can be answered. */
export interface Model {
  readonly chain: Chain;
  readonly steps: ReadonlyMap<string, Step>;
  /** The steps that can come up at all. */
  readonly openable: ReadonlySet<string>;
  /** Steps that cannot be done, for asking what follows. */
  readonly undoable: ReadonlySet<string>;
  /** How many ways may still be tried for all questions together, so that no file costs more than a bounded time. */
  readonly tries: { left: number };
  /** Whether some of the chain could not be read: what a name that leads nowhere stands for may then be anything. */
  readonly isPartial: boolean;
}

const MOST_TRIES = 60_000;

export function modelWith(chain: Chain, openable: ReadonlySet<string>, isPartial = false): Model {
  const steps = new Map(chain.steps.map((step) => [step.id, step]));
  return { chain, steps, openable, undoable: new Set(), tries: { left: MOST_TRIES }, isPartial };
}

/** The things that conditions speak of, each under a name of its own. */
export type Variable =
  `${'fact' | 'step' | 'event' | 'hold' | 'role' | 'subject' | 'late' | 'child' | 'bypassed'} ${string}`;

/** Every value that something can have. A name that leads nowhere has none that could be asked for. */
export function valuesOf(model: Model, variable: Variable): readonly string[] {
  const at = variable.indexOf(' ');
  const [kind, name] = [variable.slice(0, at), variable.slice(at + 1)];
  if (kind === 'step') return standingsIn(model, name);
  if (kind === 'role') return ['available', 'unavailable'];
  if (kind !== 'fact') return EITHER;
  const fact = own(model.chain.facts, name);
  return fact === undefined ? [''] : ['', ...Object.keys(answersOf(fact))];
}

function standingsIn({ chain, steps, openable, undoable }: Model, id: string): Standing[] {
  const step = steps.get(id);
  if (step === undefined || !openable.has(id)) return [NOT_OPEN];
  const all = standingsOf(chain, step);
  return undoable.has(id) ? all.filter((each) => !each.includes('=')) : all;
}
