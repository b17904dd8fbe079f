import type { Moment } from './moment.ts';
import type { Predicate } from './predicate.ts';
import type { Step } from './step.ts';

const ENDED = ['done', 'waived', 'notApplicable', 'superseded'] as const;

/**
 * Whether a moment has come, as a condition: for asking what could ever be, not for playing a case. The date of an event
 * is taken to come once the event is recorded, and a child case to end.
 */
function asCondition(moment: Moment): Predicate {
  if ('all' in moment) return { all: moment.all.map(asCondition) };
  if ('any' in moment) return { any: moment.any.map(asCondition) };
  if ('latest' in moment) return { any: moment.latest.map(asCondition) };
  if ('ended' in moment) return { step: moment.ended, is: [...ENDED] };
  if ('late' in moment) return { step: moment.late, is: ['late', ...ENDED] };
  if ('reached' in moment) return { event: moment.reached };
  if ('childEnded' in moment) return { step: moment.childEnded, is: ['open', 'late', ...ENDED] };
  return moment;
}

/** Everything a step waits for, as one condition; nothing for a step that comes up with the case. */
export function openingOf({ after, when }: Step): Predicate | undefined {
  if (after === undefined) return when;
  return when === undefined ? asCondition(after) : { all: [asCondition(after), when] };
}

/** Every moment inside a moment that has no parts, with the path that leads to it. */
export function* plainMoments(moment: Moment, path: string): Generator<[PlainMoment, string]> {
  for (const word of ['all', 'any', 'latest'] as const) {
    if (!(word in moment)) continue;
    const parts = (moment as Readonly<Record<string, readonly Moment[]>>)[word] ?? [];
    for (const [index, part] of parts.entries()) yield* plainMoments(part, `${path}.${word}.${index}`);
    return;
  }
  yield [moment as PlainMoment, path];
}

type PlainMoment = Exclude<Moment, { all: unknown } | { any: unknown } | { latest: unknown }>;
