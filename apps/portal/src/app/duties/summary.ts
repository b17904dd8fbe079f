import { numberWord } from '../shared/duration.ts';

export interface Owed {
  readonly real: number;
  readonly drills: number;
  /** Of the real ones. */
  readonly late: number;
  readonly soon: number;
  /** Whether there are more than those counted here. */
  readonly more: boolean;
}

/** "Six things to do, and two in drills. One late." A drill is never counted among what is real. */
export function summaryOf({ real, drills, late, soon, more }: Owed): string {
  const parts = [
    more ? `The ${real + drills} soonest are shown${drills ? `, ${drills} of them in drills` : ''}.` : '',
    more ? '' : `${thingsToDo(real)}${inDrills(drills)}.`,
    late ? `${numberWord(late)} late.` : '',
    soon ? `${numberWord(soon)} due within four hours.` : '',
  ];
  return parts.filter(Boolean).join(' ');
}

const thingsToDo = (n: number): string =>
  n === 0 ? 'Nothing to do' : `${numberWord(n)} thing${n === 1 ? '' : 's'} to do`;
const inDrills = (n: number): string => (n === 0 ? '' : `, and ${numberWord(n).toLowerCase()} in drills`);
