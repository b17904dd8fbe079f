import { answeredWhen, openPerson } from '@trustward/casework';
import type { KeptNumber } from '@trustward/casework';
import { civilDate, localDay } from '@trustward/chain';
import type { CalendarSnapshot, DayNumber, Instant } from '@trustward/chain';
import type { DangerNumbers } from '@trustward/contracts';
import type { Tx } from '@trustward/database';

/** A number that somebody of the trust has rung, in place of what everybody has. */
interface OwnLine {
  readonly about: KeptNumber['about'];
  readonly number: string;
  readonly by: string;
  readonly at: string;
  /** Who that is; base 64. */
  readonly sealed: string;
}

/** What is kept of a local authority's telephone numbers, by everybody and by the trust. */
export interface AuthorityNumbers {
  readonly name: string;
  readonly contacts: readonly KeptNumber[];
  readonly verifiedAt: string | null;
  readonly verifiedBy: string | null;
  /** When its offices are open, where the trust holds otherwise than everybody. */
  readonly hours: string | null;
  readonly own: readonly OwnLine[];
}

/** The numbers of the authority that a query calls so, in one column. */
export const numbersIn = (authority: string): string =>
  `jsonb_build_object('name', ${authority}.name, 'contacts', ${authority}.contacts,
    'verifiedAt', ${authority}.verified_at, 'verifiedBy', ${authority}.verified_by,
    'hours', (select o.hours from app.own_authority o where o.tenant_id = (select app.tenant())
      and o.authority_id = ${authority}.id order by o.number desc limit 1),
    'own', (select coalesce(jsonb_agg(jsonb_build_object('about', o.about, 'number', o.number, 'by', o.verified_by,
        'at', o.verified_at, 'sealed', encode(n.sealed, 'base64'))), '[]')
      from app.own_number o join app.person n on n.tenant_id = o.tenant_id and n.id = o.verified_by
      where o.tenant_id = (select app.tenant()) and o.authority_id = ${authority}.id and o.number is not null))`;

/** What is known of a number, and what the trust holds otherwise. */
interface Line {
  readonly line: KeptNumber;
  readonly ours: string | null;
  readonly checked: { readonly at: string; readonly by: string } | null;
}

/** The numbers of one authority, each with who rang it last, and when. */
export function linesOf(
  tx: Tx,
  { contacts, verifiedAt, verifiedBy, hours, own }: AuthorityNumbers,
): readonly Line[] {
  const theirs = verifiedAt === null || verifiedBy === null ? null : checkedBy(verifiedAt, verifiedBy);
  return contacts.map((kept) => {
    const line = hours === null ? kept : { ...kept, ...answeredWhen(kept.about, hours) };
    const mine = own.find(({ about }) => about === kept.about);
    if (mine === undefined) return { line, ours: null, checked: theirs };
    const { name } = openPerson(tx, mine.by, Buffer.from(mine.sealed, 'base64'));
    return { line, ours: mine.number, checked: checkedBy(mine.at, name) };
  });
}

const checkedBy = (at: string, by: string) => ({ at: new Date(at).toISOString(), by });

const DAYS_TOLD = 366;

/** The same as they are rung, with the bank holidays of the year to come: a trust closes no office but its own. */
export const dangerNumbersOf = (
  tx: Tx,
  told: AuthorityNumbers,
  calendar: CalendarSnapshot | null,
  now: Instant,
): DangerNumbers => ({
  authority: told.name,
  numbers: linesOf(tx, told).map(({ line, ours, checked }) => ({
    ...line,
    number: ours ?? line.number,
    authority: told.name,
    checked,
  })),
  closedOn: calendar === null ? [] : holidaysFrom(calendar, localDay(calendar, now)),
});

const holidaysFrom = ({ holidays }: CalendarSnapshot, today: DayNumber): string[] =>
  holidays.filter((day) => day >= today && day < today + DAYS_TOLD).map(isoDate);

function isoDate(number: DayNumber): string {
  const { year, month, day } = civilDate(number);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
