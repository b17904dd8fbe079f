import { numberWord } from '../shared/duration.ts';

/** "Three new, and two in drills." What is told in a drill is never counted among what is real. */
export function newsOf(notices: readonly { readonly drill: boolean }[]): string {
  const drills = notices.filter(({ drill }) => drill).length;
  const real = notices.length - drills;
  const inDrills = drills ? `, and ${numberWord(drills).toLowerCase()} in drills` : '';
  return `${real ? numberWord(real) : 'Nothing'} new${inDrills}.`;
}
