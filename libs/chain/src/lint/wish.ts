import type { Moment, PlainMoment } from '../language/moment.ts';
import type { PlainCondition, Predicate } from '../language/predicate.ts';
import type { Step } from '../language/step.ts';

/** A moment or a condition, taken alike as something that may come to be so. */
export type Wish = PlainWish | { all: Wish[] } | { any: Wish[] } | { latest: Wish[] } | { not: Wish };
export type PlainWish = PlainCondition | PlainMoment;

/** Something that must be so, or must not; or, for `past`, that was so at some time and has left its trace. */
export interface Goal {
  readonly wish: Wish;
  readonly wanted: boolean;
  readonly past: boolean;
  /** At some earlier time, the same for all goals that say so. */
  readonly then: boolean;
}

export const now = (wish: Wish, wanted = true): Goal => ({ wish, wanted, past: false, then: false });
export const once = (wish: Wish): Goal => ({ wish, wanted: true, past: true, then: false });

/** Everything that a step waits for. */
export function opensWith({ after, when }: Pick<Step, 'after' | 'when'>): Wish[] {
  return [...(after === undefined ? [] : [asWish(after)]), ...(when === undefined ? [] : [asWish(when)])];
}

export const asWish = (one: Moment | Predicate): Wish => one;

/** The parts of a wish that has parts, and whether all of them are meant. */
export function partsOf(wish: Wish): { readonly parts: readonly Wish[]; readonly every: boolean } | null {
  if ('all' in wish) return { parts: wish.all, every: true };
  if ('any' in wish) return { parts: wish.any, every: false };
  return 'latest' in wish ? { parts: wish.latest, every: false } : null;
}

const OF_STEPS = ['done', 'outcome', 'ended', 'late', 'step', 'bypassed', 'childEnded'];

/** The steps that a wish without parts names. */
export const stepsIn = (plain: PlainWish): string[] =>
  Object.entries(plain).flatMap(([word, name]) =>
    OF_STEPS.includes(word) && typeof name === 'string' ? [name] : [],
  );

/** Every part of a wish that has no parts itself, with the path to it and whether it is wanted. */
export function* plainWishes(
  wish: Wish,
  path: string,
  wanted = true,
): Generator<{ readonly plain: PlainWish; readonly path: string; readonly wanted: boolean }> {
  if ('not' in wish) return yield* plainWishes(wish.not, `${path}.not`, !wanted);
  const inside = partsOf(wish);
  if (inside === null) return yield { plain: wish as PlainWish, path, wanted };
  const word = Object.keys(wish)[0] ?? '';
  for (const [index, part] of inside.parts.entries()) {
    yield* plainWishes(part, `${path}.${word}.${index}`, wanted);
  }
}
