import type { Moment, PlainMoment } from '../language/moment.ts';
import type { PlainCondition, Predicate } from '../language/predicate.ts';
import { isTrue } from '../reducer/condition.ts';
import { instantOf } from '../reducer/moments.ts';
import type { CaseState } from '../reducer/state.ts';
import type { World } from '../reducer/world.ts';

type IsSo = (world: World, state: CaseState) => boolean;

/** What conditions and moments ask of a state, part by part; what several ask is asked once. */
export class Asked {
  readonly #numbers = new Map<string, number>();
  readonly #all: IsSo[] = [];

  /** The numbers of what a moment asks: of each part whether it has come. */
  byMoment(moment: Moment | undefined): number[] {
    const parts = moment === undefined ? [] : plainMoments(moment);
    return parts.map((part) =>
      this.#number(`moment ${JSON.stringify(part)}`, (_, state) => instantOf(part, state) !== null),
    );
  }

  /** The numbers of what a condition asks: of each part whether it is so. */
  byCondition(condition: Predicate | undefined): number[] {
    const parts = condition === undefined ? [] : plainConditions(condition);
    return parts.map((part) =>
      this.#number(JSON.stringify(part), (world, state) => isTrue(part, world, state)),
    );
  }

  #number(name: string, isSo: IsSo): number {
    const found = this.#numbers.get(name);
    if (found !== undefined) return found;
    this.#numbers.set(name, this.#all.length);
    return this.#all.push(isSo) - 1;
  }

  /** The answers to those that matter. */
  answers(world: World, state: CaseState, matters: ReadonlySet<number>): string {
    let said = '';
    for (const [number, isSo] of this.#all.entries()) {
      said += matters.has(number) ? (isSo(world, state) ? '1' : '0') : '.';
    }
    return said;
  }
}

function plainMoments(moment: Moment): PlainMoment[] {
  if ('all' in moment) return moment.all.flatMap(plainMoments);
  if ('any' in moment) return moment.any.flatMap(plainMoments);
  return 'latest' in moment ? moment.latest.flatMap(plainMoments) : [moment];
}

function plainConditions(condition: Predicate): PlainCondition[] {
  if ('all' in condition) return condition.all.flatMap(plainConditions);
  if ('any' in condition) return condition.any.flatMap(plainConditions);
  return 'not' in condition ? plainConditions(condition.not) : [condition];
}
