import type { KeptNumber } from '@trustward/casework';
import { civilDate, localDay } from '@trustward/chain';
import type { CalendarSnapshot, DayNumber, Instant } from '@trustward/chain';
import type { DangerNumbers } from '@trustward/contracts';

/** What is kept of a local authority's telephone numbers. */
export interface AuthorityNumbers {
  readonly name: string;
  readonly contacts: readonly KeptNumber[];
  readonly verifiedAt: string | null;
  readonly verifiedBy: string | null;
}

/** The numbers of the authority that a query calls so, in one column. */
export const numbersIn = (authority: string): string =>
  `jsonb_build_object('name', ${authority}.name, 'contacts', ${authority}.contacts,
    'verifiedAt', ${authority}.verified_at, 'verifiedBy', ${authority}.verified_by)`;

const DAYS_TOLD = 366;

/** The numbers of one authority, with the bank holidays of the year to come: a trust closes no office but its own. */
export const dangerNumbersOf = (
  { name, contacts, verifiedAt, verifiedBy }: AuthorityNumbers,
  calendar: CalendarSnapshot | null,
  now: Instant,
): DangerNumbers => ({
  authority: name,
  numbers: contacts.map((line) => ({
    ...line,
    authority: name,
    checked:
      verifiedAt === null || verifiedBy === null
        ? null
        : { at: new Date(verifiedAt).toISOString(), by: verifiedBy },
  })),
  closedOn: calendar === null ? [] : holidaysFrom(calendar, localDay(calendar, now)),
});

const holidaysFrom = ({ holidays }: CalendarSnapshot, today: DayNumber): string[] =>
  holidays.filter((day) => day >= today && day < today + DAYS_TOLD).map(isoDate);

function isoDate(number: DayNumber): string {
  const { year, month, day } = civilDate(number);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
