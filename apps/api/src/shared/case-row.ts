import type { CalendarSnapshot, Chain, Instant, Step } from '@trustward/chain';
import { stepOfKey } from '@trustward/chain';
import {
  CaseUnreadable,
  openHeader,
  pinnedCalendar,
  pinnedWithOrigins,
  unlessUnreadable,
} from '@trustward/casework';
import type { Header, PinnedChain } from '@trustward/casework';
import { WHOLE_SCHOOL } from '@trustward/contracts';
import type { CaseView, SchoolPhase } from '@trustward/contracts';
import type { Tx } from '@trustward/database';
import { bareClock, dutyClock, setByAuthority } from './duty-clock.ts';
import type { Running } from './duty-clock.ts';
import { REAL_NOW } from './duty-state.ts';

/** What every list says of a case beside its own rows; `c` is app.case_file, `s` its school, `a` its authority. */
export const CASE_COLUMNS = `c.id as "caseId", c.reference, c.drill, c.clock_offset_ms::double precision as "offset",
  c.chain_hash as "chainHash", c.calendar_hash as "calendarHash",
  c.wrapped_key as "wrappedKey", c.sealed, c.school_id as "schoolId", s.phase, s.name as school, a.name as "authorityName",
  app.ms(${REAL_NOW}) as "realNow"`;

export const CASE_TABLES = `join app.school s on s.tenant_id = c.tenant_id and s.id = c.school_id
  join platform.authority a on a.id = c.authority_id`;

export interface CaseRow {
  readonly caseId: string;
  readonly reference: string;
  readonly drill: boolean;
  readonly offset: number;
  readonly chainHash: string;
  readonly calendarHash: string;
  readonly wrappedKey: Buffer;
  readonly sealed: Buffer;
  readonly schoolId: string;
  readonly phase: SchoolPhase;
  readonly school: string;
  readonly authorityName: string;
  readonly realNow: Instant;
}

/** The case's own present; a drill's runs ahead. */
export const nowOf = ({ realNow, offset }: Pick<CaseRow, 'realNow' | 'offset'>): Instant => realNow + offset;

/** Whom the page of a case names. */
export const childShown = (header: Header | null): CaseView['child'] =>
  header === null ? null : { name: header.childName, initials: header.initials, yearGroup: header.yearGroup };

/** In place of whom a case is about, where that cannot be read. */
const UNREAD: Header = {
  childName: 'somebody whose name cannot be read',
  initials: '?',
  yearGroup: 'name cannot be read',
};

/** Whom a case is about, wherever it must be shown though it cannot be read. */
export function headerOrUnread(
  tx: Tx,
  { caseId: id, wrappedKey, sealed }: Pick<CaseRow, 'caseId' | 'wrappedKey' | 'sealed'>,
): Header | null {
  try {
    return openHeader(tx, { id, wrappedKey, sealed });
  } catch (error) {
    // A damaged name must not take its case, nor a list from everybody.
    if (error instanceof CaseUnreadable) return UNREAD;
    throw error;
  }
}

/** 'A.M., Year 4': all that a list may say of a child. */
export function childOf(tx: Tx, row: Pick<CaseRow, 'caseId' | 'wrappedKey' | 'sealed'>): string {
  const header = headerOrUnread(tx, row);
  if (header === null) return WHOLE_SCHOOL;
  const { initials, yearGroup } = header;
  // A name without a letter has a question mark, which stands alone.
  const said = initials === '?' ? initials : `${[...initials].join('.')}.`;
  return `${said}, ${yearGroup}`;
}

/** What a list says of a duty, by what its case pinned. */
export type SaidStep = Pick<Step, 'title' | 'sentence' | 'owner'> & Pick<Partial<Step>, 'clock'>;

/** In place of a step that cannot be read: whoever opens the case is told whom to ring. */
const UNREADABLE: SaidStep = {
  title: 'This case cannot be read',
  sentence: 'Open the case now: it says what to do and whom to ring.',
  owner: [],
};

/** The chain that a case pinned; null where that cannot be read, which is no other case's trouble. */
export const chainOf = async (tx: Tx, { chainHash }: Pick<CaseRow, 'chainHash'>): Promise<Chain | null> =>
  (await unlessUnreadable(pinnedWithOrigins(tx, chainHash)))?.chain ?? null;

/** The step as this case's own chain has it. */
export const stepOf = async (tx: Tx, row: Pick<CaseRow, 'chainHash'>, key: string): Promise<SaidStep> =>
  stepIn(await chainOf(tx, row), key) ?? UNREADABLE;

/** What the cases of one page pinned, read before its rows are made: they need not wait one by one. */
export interface PagePins {
  stepOf(row: Pick<CaseRow, 'chainHash'>, key: string): SaidStep;
  holdOf(row: Pick<CaseRow, 'chainHash'>, id: string): string;
  /** The clock of a duty of a case, drawn by what the case pinned. */
  clockOf(
    row: Pick<CaseRow, 'chainHash' | 'calendarHash' | 'authorityName'>,
    running: Running,
  ): ReturnType<typeof dutyClock>;
}

export async function pinsOf(
  tx: Tx,
  rows: readonly Pick<CaseRow, 'chainHash' | 'calendarHash'>[],
): Promise<PagePins> {
  const chains = new Map<string, PinnedChain>();
  for (const hash of new Set(rows.map(({ chainHash }) => chainHash))) {
    const pinned = await unlessUnreadable(pinnedWithOrigins(tx, hash));
    if (pinned !== null) chains.set(hash, pinned);
  }
  const calendars = new Map<string, CalendarSnapshot>();
  for (const hash of new Set(rows.map(({ calendarHash }) => calendarHash))) {
    const calendar = await unlessUnreadable(pinnedCalendar(tx, hash));
    if (calendar !== null) calendars.set(hash, calendar);
  }
  return {
    stepOf: ({ chainHash }, key) => stepIn(chains.get(chainHash)?.chain ?? null, key) ?? UNREADABLE,
    holdOf: ({ chainHash }, id) => chains.get(chainHash)?.chain.holds[id]?.title ?? UNREADABLE.title,
    clockOf: ({ chainHash, calendarHash, authorityName }, running) => {
      const [pinned, calendar] = [chains.get(chainHash), calendars.get(calendarHash)];
      const step = stepIn(pinned?.chain ?? null, running.key);
      if (pinned === undefined || calendar === undefined || step === null) return bareClock(running);
      return dutyClock({ calendar, theirs: setByAuthority(pinned), authorityName }, step, running);
    },
  };
}

function stepIn(chain: Chain | null, key: string): Step | null {
  const id = stepOfKey(key);
  return chain?.steps.find((one) => one.id === id) ?? null;
}
