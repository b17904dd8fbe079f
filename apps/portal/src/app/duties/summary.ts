import { numberWord } from '../shared/duration.ts';

export interface Owed {
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
export function summaryOf({ real, drills, late, soon, more, moreDrills }: Owed): string {
  const owed = more ? `The ${real} soonest are shown` : thingsToDo(real);
  // Where even the last one shown is as urgent, what is not shown may be too.
  const counted = (n: number, upTo: number): string =>
    more && upTo === real ? `At least ${numberWord(n).toLowerCase()}` : numberWord(n);
  const parts = [
    `${owed}${inDrills(drills, moreDrills)}.`,
    late ? `${counted(late, late)} late.` : '',
    soon ? `${counted(soon, late + soon)} due within four hours.` : '',
  ];
  return parts.filter(Boolean).join(' ');
}

const thingsToDo = (n: number): string =>
  n === 0 ? 'Nothing to do' : `${numberWord(n)} thing${n === 1 ? '' : 's'} to do`;
const inDrills = (n: number, more: boolean): string =>
  n === 0 ? '' : `, and ${more ? 'more than ' : ''}${numberWord(n).toLowerCase()} in drills`;
