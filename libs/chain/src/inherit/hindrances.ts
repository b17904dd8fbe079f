import { namesOf } from './say-names.ts';
import type { Names } from './say-names.ts';
import { listed } from './say-words.ts';
import type { Chain } from '../language/chain.ts';
import { plainConditions } from '../language/could-hold.ts';
import type { PlainCondition } from '../language/predicate.ts';
import type { Step } from '../language/step.ts';

/** What may not be said of a call: where it stands in the step, and why, as the end of a sentence about the step. */
export interface Hindrance {
  readonly field: 'until' | 'otherThanDoerOf' | 'personal' | 'clock.mayPause';
  readonly why: string;
}

/** What would take a call from whoever wants to make it, or make it needless because somebody did something else. */
export function hindrancesOf(chain: Chain, step: Step): Hindrance[] {
  if (step.path === undefined) return [];
  const names = namesOf(chain);
  const { clock, otherThanDoerOf, personal, until } = step;
  const ended = until === undefined ? [] : [...plainConditions(until, '')].map(([plain]) => plain);
  const fulfilled = ended.flatMap((plain) => fulfilledBy(chain, names, step, plain) ?? []);
  return [
    ...(otherThanDoerOf.length === 0
      ? []
      : [
          {
            field: 'otherThanDoerOf' as const,
            why: `is kept from whoever did ${listed(otherThanDoerOf.map(names.step))}; whoever knows must be able to call`,
          },
        ]),
    ...(personal
      ? [
          {
            field: 'personal' as const,
            why: 'is laid on one person alone; where they cannot be reached, somebody else must be able to call',
          },
        ]
      : []),
    ...(fulfilled.length === 0
      ? []
      : [
          {
            field: 'until' as const,
            why: `is no longer needed because of ${listed([...new Set(fulfilled)])}; only a call ends it, never what one person records`,
          },
        ]),
    ...(clock?.mayPause === undefined
      ? []
      : [
          {
            field: 'clock.mayPause' as const,
            why: 'has a clock that may be stopped; no reason lets a call wait',
          },
        ]),
  ];
}

/**
 * What one person does, records, answers or is that could make a condition so; null where it is so only because of the call
 * itself, or of how another call was done that must be made on the same way.
 */
function fulfilledBy(
  { steps }: Chain,
  names: Names,
  { id, path }: Step,
  plain: PlainCondition,
): string | null {
  for (const word of ['done', 'outcome', 'step', 'bypassed'] as const) {
    if (!(word in plain)) continue;
    const named = (plain as Readonly<Record<string, string>>)[word] ?? '';
    const other = steps.find((each) => each.id === named);
    const isCall = (word === 'done' || word === 'outcome') && other?.path === path && !other?.optional;
    return named === id || isCall ? null : names.step(named);
  }
  if ('hold' in plain) return names.hold(plain.hold);
  if ('event' in plain) return names.event(plain.event);
  if ('fact' in plain) return names.question(plain.fact);
  return 'subject' in plain ? 'whom it is about' : 'who can act';
}
