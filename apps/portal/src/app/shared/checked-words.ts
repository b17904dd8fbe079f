import type { ContactNumber } from '@trustward/contracts';
import { spokenDate } from './london-time.ts';

/** When somebody last rang to check them: one sentence for each authority, and for each number that was checked otherwise. */
export function checkedWords(numbers: readonly ContactNumber[], before = ''): string[] {
  const words = numbers.map(({ authority, name, checked }) => {
    const of = checked && isOwn(numbers, authority, checked) ? name : authority;
    return checked
      ? `${before}${of}, checked ${spokenDate(checked.at)} by ${checked.by}.`
      : `${before}${of}: nobody has checked them.`;
  });
  return [...new Set(words)];
}

/** Whether more of an authority's numbers were checked another time, or by somebody else. */
function isOwn(
  numbers: readonly ContactNumber[],
  authority: string,
  { at, by }: NonNullable<ContactNumber['checked']>,
): boolean {
  const theirs = numbers.filter((one) => one.authority === authority);
  const same = theirs.filter(({ checked }) => checked?.at === at && checked.by === by);
  return same.length * 2 <= theirs.length && same.length < theirs.length;
}
