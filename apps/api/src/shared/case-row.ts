import type { CalendarSnapshot, Chain, Instant, Step } from '@trustward/chain';
import { stepOfKey } from '@trustward/chain';
import { openHeader, pinnedCalendar, pinnedChain, pinnedWithOrigins } from '@trustward/casework';
import type { PinnedChain } from '@trustward/casework';
import type { Tx } from '@trustward/database';
import { dutyClock, setByAuthority } from './duty-clock.ts';
import type { Running } from './duty-clock.ts';
import { REAL_NOW } from './duty-state.ts';

/** What every list says of a case beside its own rows; `c` is app.case_file, `s` its school, `a` its authority. */
export const CASE_COLUMNS = `c.id as "caseId", c.reference, c.drill, c.clock_offset_ms::double precision as "offset",
  c.chain_hash as "chainHash", c.calendar_hash as "calendarHash",
  c.wrapped_key as "wrappedKey", c.sealed, c.school_id as "schoolId", s.name as school, a.name as "authorityName",
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
  readonly school: string;
  readonly authorityName: string;
  readonly realNow: Instant;
}

/** The case's own present; a drill's runs ahead. */
export const nowOf = ({ realNow, offset }: Pick<CaseRow, 'realNow' | 'offset'>): Instant => realNow + offset;

/** 'A.M., Year 4': all that a list may say of a child. */
export function childOf(tx: Tx, row: Pick<CaseRow, 'caseId' | 'wrappedKey' | 'sealed'>): string {
  const { initials, yearGroup } = openHeader(tx, {
    id: row.caseId,
    wrappedKey: row.wrappedKey,
    sealed: row.sealed,
  });
  // A name without a letter has a question mark, which stands alone.
  const said = initials === '?' ? initials : `${[...initials].join('.')}.`;
  return `${said}, ${yearGroup}`;
}

/** The step as this case's own chain has it. */
export const stepOf = async (tx: Tx, { chainHash }: Pick<CaseRow, 'chainHash'>, key: string): Promise<Step> =>
  stepIn(await pinnedChain(tx, chainHash), key);

/** What the cases of one page pinned, read before its rows are made: they need not wait one by one. */
export interface PagePins {
  stepOf(row: Pick<CaseRow, 'chainHash'>, key: string): Step;
  /** The clock of a duty of a case, drawn by what the case pinned. */
  clockOf(
    row: Pick<CaseRow, 'chainHash' | 'calendarHash' | 'authorityName'>,
    step: Step,
    running: Running,
  ): ReturnType<typeof dutyClock>;
}

export async function pinsOf(
  tx: Tx,
  rows: readonly Pick<CaseRow, 'chainHash' | 'calendarHash'>[],
): Promise<PagePins> {
  const chains = new Map<string, PinnedChain>();
  for (const hash of new Set(rows.map(({ chainHash }) => chainHash))) {
    chains.set(hash, await pinnedWithOrigins(tx, hash));
  }
  const calendars = new Map<string, CalendarSnapshot>();
  for (const hash of new Set(rows.map(({ calendarHash }) => calendarHash))) {
    calendars.set(hash, await pinnedCalendar(tx, hash));
  }
  return {
    stepOf: ({ chainHash }, key) => stepIn(found(chains.get(chainHash)).chain, key),
    clockOf: ({ chainHash, calendarHash, authorityName }, step, running) => {
      const theirs = setByAuthority(found(chains.get(chainHash)));
      return dutyClock(
        { calendar: found(calendars.get(calendarHash)), theirs, authorityName },
        step,
        running,
      );
    },
  };
}

function stepIn({ steps }: Chain, key: string): Step {
  const id = stepOfKey(key);
  return found(steps.find((one) => one.id === id));
}

function found<T>(pinned: T | undefined): T {
  if (pinned === undefined) throw new Error('a duty names a step or a calendar that its case did not pin');
  return pinned;
}
