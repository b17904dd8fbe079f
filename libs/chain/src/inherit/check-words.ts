import type { Change } from './check-change.ts';
import type { Floor } from './floor.ts';
import type { LayerRefusal } from './refusal.ts';
import { quoted } from './say-words.ts';
import { whyItStays } from './why-it-stays.ts';
import { own } from '../language/own.ts';
import type { Step } from '../language/step.ts';

/** A step of which anything is a floor goes on saying what is to be done: under other words it would be another step. */
export function checkWords(
  { by }: Change,
  above: Step,
  below: Step,
  [floor]: readonly Floor[],
): LayerRefusal[] {
  if (floor === undefined) return [];
  const against = floor.by;
  const why = `${whyItStays(above, floor)}, so it keeps its words`;
  const refused = (field: string, now: string | undefined, was: string): LayerRefusal[] => {
    if (now === undefined || now === was) return [];
    const sentence = `${by.title} says ${quoted(now)} in place of ${quoted(was)}; ${why}.`;
    return [{ path: `steps.${above.id}.${field}`, sentence, by, against }];
  };
  const outcomes = Object.entries(above.outcomes ?? {});
  return [
    ...refused('title', below.title, above.title),
    ...refused('sentence', below.sentence, above.sentence),
    ...outcomes.flatMap(([code, { label }]) =>
      refused(`outcomes.${code}`, own(below.outcomes ?? {}, code)?.label, label),
    ),
    ...newWaysToEnd(by, above, below),
  ];
}

/** A call ends in no further way: one of them would be that it was not made. */
function newWaysToEnd(by: Change['by'], above: Step, below: Step): LayerRefusal[] {
  if (above.path === undefined) return [];
  return Object.entries(below.outcomes ?? {}).flatMap(([code, { label }]) => {
    if (own(above.outcomes ?? {}, code) !== undefined) return [];
    const sentence = `${by.title} lets ${quoted(above.title)} end in ${quoted(label)}; a call ends as the layers above say, by being made.`;
    return [{ path: `steps.${above.id}.outcomes.${code}`, sentence, by, against: null }];
  });
}
