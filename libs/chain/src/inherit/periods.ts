import { isInForce, withoutStepsNotInForce } from './not-in-force.ts';
import { dayNumber, written } from '../clock/civil.ts';
import type { Chain } from '../language/chain.ts';

/** A time in which cases that open have the same steps. */
export interface Period {
  /** Which cases those are: 'opened before 2027-01-01'. */
  readonly cases: string;
  /** The chain as such a case has it; the very same where it has every step. */
  readonly chain: Chain;
}

/** Before all days that can be written. */
const EVER = '';

/** A chain as the cases of each time have it, from the first day on which it applies. One, where no step says of days. */
export function periodsOf(chain: Chain): Period[] {
  const { from = EVER, until } = chain.inForce ?? {};
  const starts = chain.steps
    .flatMap(({ inForce }) => [
      inForce?.from ?? EVER,
      inForce?.until === undefined ? EVER : next(inForce.until),
    ])
    .filter((day) => day > from && (until === undefined || day <= until));
  const days = [from, ...[...new Set(starts)].sort()].filter(
    (day, index, all) => index === 0 || stepsOn(chain, day) !== stepsOn(chain, all[index - 1] ?? EVER),
  );
  return days.map((day, index) => ({
    cases: said(day, days[index + 1]),
    chain: withoutStepsNotInForce(chain, day),
  }));
}

const stepsOn = ({ steps }: Chain, day: string): string =>
  steps.map(({ inForce }) => (isInForce(inForce, day) ? '1' : '0')).join('');

function said(from: string, before: string | undefined): string {
  const begin = from === EVER ? '' : ` from ${from} on`;
  return `opened${begin}${begin === '' || before === undefined ? '' : ' and'}${before === undefined ? '' : ` before ${before}`}`;
}

/** The day after, as it is written. */
function next(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return written(dayNumber({ year, month, day: date }) + 1);
}
