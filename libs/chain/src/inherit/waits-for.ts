import type { Chain } from '../language/chain.ts';
import { plainConditions } from '../language/could-hold.ts';
import type { Moment } from '../language/moment.ts';
import { plainMoments } from '../language/opening.ts';
import { own } from '../language/own.ts';
import type { Predicate } from '../language/predicate.ts';
import type { Step } from '../language/step.ts';

/** What a step waits for, part by part. What stands under "not" is nothing it follows. */
export function plainPartsOf({ after, when }: Step): (Predicate | Moment)[] {
  return [
    ...(after === undefined ? [] : [...plainMoments(after, '')].map(([part]) => part)),
    ...(when === undefined
      ? []
      : [...plainConditions(when, '')].filter(([, path]) => !path.includes('.not')).map(([part]) => part)),
  ];
}

/** The steps of which one must be done, or end so, before this one comes up: its own, or one whose form asks what it goes by. */
export function stepsBefore({ steps, facts }: Chain, step: Step): Step[] {
  const ids = plainPartsOf(step).flatMap((part) => {
    if ('fact' in part) return own(facts, part.fact)?.askedIn ?? [];
    const named = part as Readonly<Record<string, unknown>>;
    return (['done', 'outcome', 'ended', 'step'] as const).flatMap((word) => {
      const id = named[word];
      return typeof id === 'string' ? id : [];
    });
  });
  return steps.filter(({ id }) => id !== step.id && ids.includes(id));
}
