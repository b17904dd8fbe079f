import type { CaseView } from '@trustward/contracts';

/** The numbers of the Designated Officer, among those of an authority; all of them where none is named so. */
export function officerIn(numbers: CaseView['numbers']): CaseView['numbers'] {
  const named = numbers.filter(({ name }) => /designated officer|lado/i.test(name));
  return named.length ? named : numbers;
}
