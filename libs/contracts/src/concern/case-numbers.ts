import type { ContactNumber, DangerNumbers } from './numbers.contract.ts';

/**
 * Whom to ring about one case. This is the one place where that is chosen: for the child the local authority where the
 * child lives, for an adult the one where the adult works, which is the school's, wherever the child may live.
 */
export function caseNumbers(home: DangerNumbers, workplace: DangerNumbers): DangerNumbers {
  if (home.authority === workplace.authority) return home;
  const forChild = forTheChild(home.numbers).map((line) => ({ ...line, about: 'child' as const }));
  const forAdult = forTheAdult(workplace.numbers).map((line) => ({ ...line, ...onlyAboutAnAdult(line) }));
  const police = home.numbers.filter(({ about }) => about === 'police');
  return { ...home, numbers: [...forChild, ...forAdult, ...police] };
}

export const forTheChild = (numbers: readonly ContactNumber[]): ContactNumber[] =>
  numbers.filter(({ about }) => about === 'child' || about === 'both');

/** The Designated Officer, and whoever answers in their place. */
export const forTheAdult = (numbers: readonly ContactNumber[]): ContactNumber[] =>
  numbers
    .filter(({ about }) => about === 'adult' || about === 'both')
    .sort((a, b) => Number(a.about === 'both') - Number(b.about === 'both'));

/** A night team of another area than the child's must not be taken for the child's. */
function onlyAboutAnAdult({ about, note }: ContactNumber): Pick<ContactNumber, 'about' | 'note'> {
  return { about: 'adult', note: about === 'adult' ? note : `About an adult. ${note ?? ''}`.trim() };
}
