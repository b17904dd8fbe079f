import type { OwnDays } from '@trustward/casework';
import { civilDate, dayNumber } from '@trustward/chain';
import type { ChangeBoard } from '@trustward/contracts';

/** A school's own days, as people say them. */
export type SchoolDays = ChangeBoard['schools'][number]['days'];

/** A school's own days as a calendar counts them. */
export function ownDays({ terms, closedDays, opensAt }: SchoolDays): OwnDays {
  const spans = terms.map(({ from, to }): [number, number] => [numberOf(from), numberOf(to)]);
  return {
    // A calendar without terms says that none are known.
    ...(spans.length > 0 && { terms: spans.toSorted(([one], [other]) => one - other) }),
    insetDays: [...new Set(closedDays.map(numberOf))].toSorted((one, other) => one - other),
    ...(opensAt !== null && { schoolDayStarts: minutesOf(opensAt) }),
  };
}

export function numberOf(text: string): number {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return dayNumber({ year, month, day });
}

function minutesOf(text: string): number {
  const [hours = 0, minutes = 0] = text.split(':').map(Number);
  return hours * 60 + minutes;
}

/** The same, as people say them. */
export function daysOf({ terms = [], insetDays = [], schoolDayStarts }: OwnDays): SchoolDays {
  return {
    terms: terms.map(([from, to]) => ({ from: textOf(from), to: textOf(to) })),
    closedDays: insetDays.map(textOf),
    opensAt:
      schoolDayStarts === undefined
        ? null
        : `${two(Math.floor(schoolDayStarts / 60))}:${two(schoolDayStarts % 60)}`,
  };
}

export function textOf(number: number): string {
  const { year, month, day } = civilDate(number);
  return `${year}-${two(month)}-${two(day)}`;
}

const two = (n: number): string => String(n).padStart(2, '0');
