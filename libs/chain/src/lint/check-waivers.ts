import { found } from './finding.ts';
import type { Found } from './finding.ts';
import type { Model } from './model.ts';
import { modelOf, openingGoals } from './openable.ts';
import { isPossible } from './solve.ts';
import type { Check, View } from './view.ts';
import { asWish, now, opensWith, plainWishes, stepsIn } from './wish.ts';
import type { Goal, Wish } from './wish.ts';
import type { Chain } from '../language/chain.ts';
import { answersOf } from '../language/answers-of.ts';
import type { Step } from '../language/step.ts';
import { isWaivable } from '../language/waivable.ts';

/**
 * What every case goes through, as long as nothing is waived, comes up also where the step before it was. Otherwise a
 * waiver takes away more than the two people who agreed to it were asked about.
 */
export const checkWaivers: Check = (view) => {
  const { chain } = view;
  if (chain.waiver === undefined) return [];
  let unwaived: Model | null = null;
  return chain.steps.flatMap((step, index) => {
    const skips = skippedBy(view, step);
    if (skips.length === 0) return [];
    unwaived ??= modelOf(withoutWaivers(chain), view.model.isPartial);
    return isUnavoidable(unwaived, step) ? skips.map((other) => skipped(step, other, index)) : [];
  });
};

const skipped = (step: Step, other: Step, index: number): Found =>
  found(
    'waiverSkips',
    `steps.${index}`,
    `If "${other.title}" is waived, "${step.title}" never comes up, which every case goes through otherwise: say "ended" for "done".`,
  );

function withoutWaivers({ waiver: _none, ...chain }: Chain): Chain {
  return chain;
}

/** The steps that it waits for and that may be waived, after which it can no longer come up and had not before. */
function skippedBy({ chain, model }: View, step: Step): Step[] {
  if (step.optional || step.closes !== undefined || !model.openable.has(step.id)) return [];
  const came = openingGoals(step);
  return chain.steps.filter((other) => {
    if (other === step || !isWaivable(chain, other) || !namedBy(step).has(other.id)) return false;
    const waived = now({ step: other.id, is: 'waived' });
    return (
      isPossible(model, [waived]) &&
      !isPossible(model, [waived, ...came]) &&
      !isPossible(model, [waived, ...came.map((goal) => ({ ...goal, then: true }))])
    );
  });
}

/** Whether no case ends without it, once the questions of the opening are answered and nothing more is owed. */
function isUnavoidable(model: Model, step: Step): boolean {
  const { chain } = model;
  const closing = chain.steps.filter(({ closes }) => closes !== undefined);
  const rest = [
    now({ step: step.id, is: 'notOpen' }),
    ...answered(chain),
    ...before(chain, step).flatMap((each) => [...settled(each), now(cameIfItCould(each))]),
  ];
  const ends: Goal[][] = closing.map((each) => openingGoals(each).map((goal) => ({ ...goal, then: true })));
  return (closing.length === 0 ? [[]] : ends).every((end) => !isPossible(model, [...rest, ...end]));
}

const answered = ({ facts }: Chain): Goal[] =>
  Object.entries(facts)
    .filter(([, { askedIn }]) => askedIn === undefined)
    .map(([fact, asked]) => now({ fact, is: Object.keys(answersOf(asked)) }));

/** What must be done is, where a case ends; what comes up again may rest. */
function settled({ id, optional, closes, repeat }: Step): Goal[] {
  const may = optional || closes !== undefined || repeat !== undefined;
  return may ? [] : [now({ step: id, is: ['open', 'late'] }, false)];
}

/** A step has come up, or does not have what it waits for, or is needless. */
function cameIfItCould(step: Step): Wish {
  const came: Wish = { not: { step: step.id, is: 'notOpen' } };
  const lacks = opensWith(step).map((wish): Wish => ({ not: wish }));
  return { any: [came, ...lacks, ...(step.until === undefined ? [] : [asWish(step.until)])] };
}

/** A step, those that it waits for, those that these wait for, and so on. */
function before({ steps }: Chain, step: Step): readonly Step[] {
  const all = new Set([step]);
  for (const each of all) {
    const names = namedBy(each);
    for (const other of steps) if (names.has(other.id)) all.add(other);
  }
  return [...all];
}

function namedBy(step: Step): ReadonlySet<string> {
  return new Set(
    opensWith(step).flatMap((wish) => [...plainWishes(wish, '')].flatMap(({ plain }) => stepsIn(plain))),
  );
}
