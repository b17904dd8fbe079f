import { describeDay, dueOf, termsKnownUntil } from '@trustward/chain';
import type { CalendarSnapshot, Chain } from '@trustward/chain';
import type { LayerRefusal } from '@trustward/chain/layers';
import type { Tx } from '@trustward/database';
import { CALENDAR_HERE, pinnedCalendar } from './pinned.ts';

interface School {
  readonly name: string;
  readonly calendarHash: string | null;
}

const SCHOOLS = `select s.name, ${CALENDAR_HERE} as "calendarHash" from app.school s
  where s.tenant_id = $1 and ($2::uuid is null or s.id = $2) order by s.name, s.id`;
const MOST_NAMED = 5;

/**
 * Why chains that count school days may not be published yet: each school that would follow them must know its terms from
 * today on. A case that runs is never refused; its clocks are provisional from where the dates end.
 */
export async function withoutTerms(
  tx: Tx,
  chains: readonly Chain[],
  schoolId: string | null,
): Promise<readonly LayerRefusal[]> {
  const counting = chains.filter(({ steps }) => countsSchoolDays(steps));
  if (counting.length === 0) return [];
  const lacking: string[] = [];
  for (const { name, calendarHash } of await tx.query<School>(SCHOOLS, [tx.tenantId, schoolId])) {
    const calendar = calendarHash === null ? null : await pinnedCalendar(tx, calendarHash);
    if (calendar !== null && isUnsure(calendar, tx.startedAt)) lacking.push(since(name, calendar));
  }
  if (lacking.length === 0) return [];
  const more = lacking.length > MOST_NAMED ? [`${lacking.length - MOST_NAMED} more`] : [];
  const schools = [...lacking.slice(0, MOST_NAMED), ...more].join(', ');
  return [...new Set(counting.map(({ title }) => title))].map((title) => ({
    path: '',
    sentence: `“${title}” counts school days, and term dates from today on are not known of ${schools}: enter them first.`,
    by: null,
    against: null,
  }));
}

function countsSchoolDays(said: unknown): boolean {
  if (typeof said !== 'object' || said === null) return false;
  return Object.entries(said).some(
    ([name, value]) => name === 'schoolDays' || value === 'schoolDay' || countsSchoolDays(value),
  );
}

/** Whether the next school day is not known. */
const isUnsure = (calendar: CalendarSnapshot, now: number): boolean =>
  dueOf(calendar, { within: { schoolDays: 1 } }, now).provisional;

function since(name: string, calendar: CalendarSnapshot): string {
  const until = termsKnownUntil(calendar);
  return until === null ? name : `${name} (known until ${describeDay(until)})`;
}
