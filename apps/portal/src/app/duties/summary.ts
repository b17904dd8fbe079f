import { numberWord } from '../shared/duration.ts';

export interface Owed {
  /** Questions that wait for this person's answer. */
  readonly asked: number;
  readonly moreAsked: boolean;
  readonly real: number;
  readonly drills: number;
  /** Of the real ones. */
  readonly late: number;
  readonly soon: number;
  /** Whether there are more than those counted here. */
  readonly more: boolean;
  readonly moreDrills: boolean;
}

/** "Six things to do, and two in drills. One late." A drill is never counted among what is real. */
export function summaryOf({ asked, moreAsked, real, drills, late, soon, more, moreDrills }: Owed): string {
  const owed = more ? `The ${real} soonest are shown` : thingsToDo(real, asked > 0);
  // Where even the last one shown is as urgent, what is not shown may be too.
  const counted = (n: number, upTo: number): string =>
    more && upTo === real ? `At least ${numberWord(n).toLowerCase()}` : numberWord(n);
  const parts = [
    answers(asked, moreAsked),
    `${owed}${inDrills(drills, moreDrills)}.`,
    late ? `${counted(late, late)} late.` : '',
    soon ? `${counted(soon, late + soon)} due within four hours.` : '',
  ];
  return parts.filter(Boolean).join(' ');
}

/** "Two questions wait for your answer." */
function answers(n: number, more: boolean): string {
  if (n === 0) return '';
  if (more) return `More than ${numberWord(n).toLowerCase()} questions wait for your answer.`;
  return n === 1 ? 'One question waits for your answer.' : `${numberWord(n)} questions wait for your answer.`;
}

const thingsToDo = (n: number, isAsked: boolean): string =>
  n === 0 ? `Nothing ${isAsked ? 'else ' : ''}to do` : `${numberWord(n)} thing${n === 1 ? '' : 's'} to do`;
const inDrills = (n: number, more: boolean): string =>
  n === 0 ? '' : `, and ${more ? 'more than ' : ''}${numberWord(n).toLowerCase()} in drills`;
