import type { ChangeBoard } from '@trustward/contracts';
import type { FieldError } from '../shared/submit-errors.ts';

type Days = ChangeBoard['schools'][number]['days'];

/** A school's days as they are typed: one term, or one day, on each line. */
export interface TypedDays {
  readonly terms: string;
  readonly closedDays: string;
  readonly opensAt: string;
}

const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

export const typedDays = ({ terms, closedDays, opensAt }: Days): TypedDays => ({
  terms: terms.map(({ from, to }) => `${said(from)} to ${said(to)}`).join('\n'),
  closedDays: closedDays.map(said).join('\n'),
  opensAt: opensAt ?? '',
});

/** "23 October 2026" */
export function said(day: string): string {
  const [year, month, date] = day.split('-');
  return `${Number(date)} ${MONTHS[Number(month) - 1] ?? ''} ${year}`;
}

/** What was typed, as it is sent; or the lines that are none. */
export function daysTyped({ terms, closedDays, opensAt }: TypedDays): Days | readonly FieldError[] {
  const errors: FieldError[] = [];
  const spans = linesOf(terms).map((line) => {
    const [from = null, to = null] = line.split(/\s+to\s+/).map(dayIn);
    if (from === null || to === null) {
      errors.push({
        field: 'terms',
        message: `“${line}” is no term. Write it as 1 September 2026 to 23 October 2026`,
      });
    }
    return { from: from ?? '', to: to ?? '' };
  });
  const days = linesOf(closedDays).map((line) => {
    const day = dayIn(line);
    if (day === null) {
      errors.push({ field: 'closedDays', message: `“${line}” is no day. Write it as 27 November 2026` });
    }
    return day ?? '';
  });
  if (errors.length > 0) {
    return errors.filter(({ field }, at) => errors.findIndex((one) => one.field === field) === at);
  }
  return { terms: spans, closedDays: days, opensAt: opensAt.trim() === '' ? null : opensAt.trim() };
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** "23 October 2026", or shorter: "23 Oct 2026". */
export function dayIn(text: string): string | null {
  const [, date = '', name = '', year = ''] = /^(\d{1,2})\s+([a-z]{3,})\s+(\d{4})$/i.exec(text.trim()) ?? [];
  const month = MONTHS.findIndex((one) => name !== '' && one.toLowerCase().startsWith(name.toLowerCase()));
  const day = `${year}-${String(month + 1).padStart(2, '0')}-${date.padStart(2, '0')}`;
  const at = month < 0 ? NaN : Date.parse(day);
  // 31 June is no day, though a browser may take it for the first of July.
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day ? null : day;
}
