import { namesOf } from './say-names.ts';
import type { Names } from './say-names.ts';
import { listed } from './say-words.ts';
import type { Chain } from '../language/chain.ts';
import { plainConditions } from '../language/could-hold.ts';
import type { PlainCondition } from '../language/predicate.ts';
import type { Step } from '../language/step.ts';

/** What may not be said of a call: where it stands in the step, and why, as the end of a sentence about the step. */
export interface Hindrance {
  readonly field: 'until' | 'otherThanDoerOf' | 'personal';
  readonly why: string;
}

/** What would take a call from whoever wants to make it, or make it needless because somebody did something else. */
export function hindrancesOf(chain: Chain, step: Step): Hindrance[] {
  if (step.path === undefined) return [];
  const names = namesOf(chain);
  const { otherThanDoerOf, personal, until } = step;
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
            why: `is no longer needed because of ${listed([...new Set(fulfilled)])}; only the call itself ends it, or an event outside`,
          },
        ]),
  ];
}

/** What somebody does in another step that could make a condition so; null where it is so only by itself. */
function fulfilledBy(chain: Chain, names: Names, { id }: Step, plain: PlainCondition): string | null {
  for (const word of ['done', 'outcome', 'step', 'bypassed'] as const) {
    if (!(word in plain)) continue;
    const named = (plain as Readonly<Record<string, string>>)[word] ?? '';
    return named === id ? null : names.step(named);
  }
  if ('hold' in plain) return names.hold(plain.hold);
  const asking = chain.steps.find(
    (other) =>
      other.id !== id &&
      other.evidence.some(
        (field) =>
          (field.kind === 'fact' && 'fact' in plain && field.fact === plain.fact) ||
          (field.kind === 'date' && 'event' in plain && field.event === plain.event),
      ),
  );
  return asking === undefined ? null : names.step(asking.id);
}
