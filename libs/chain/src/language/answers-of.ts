import type { Fact } from './fact.ts';

/** Every answer a fact can have, as codes with the words people read, in the order in which they are shown. */
export function answersOf(one: Fact): Readonly<Record<string, string>> {
  if (one.kind === 'choice') return one.options;
  return one.unsure ? { yes: 'Yes', no: 'No', unsure: 'I am not sure' } : { yes: 'Yes', no: 'No' };
}
