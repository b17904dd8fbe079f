import type { Instant, Limit, Step } from '@trustward/chain';
import { stepOfKey, withValues } from '@trustward/chain';
import { openHeader, pinnedCalendar, pinnedChain } from '@trustward/casework';
import type { Tx } from '@trustward/database';
import { dutyClock } from './duty-clock.ts';

/** What every list says of a case beside its own rows; `c` is app.case_file, `s` its school, `a` its authority. */
export const CASE_COLUMNS = `c.id as "caseId", c.reference, c.drill, c.clock_offset_ms::double precision as "offset",
  c.chain_hash as "chainHash", c.calendar_hash as "calendarHash", c.authority_settings as "authority",
  c.wrapped_key as "wrappedKey", c.sealed, c.school_id as "schoolId", s.name as school, a.name as "authorityName",
  app.ms(clock_timestamp()) as "realNow"`;

export const CASE_TABLES = `join app.school s on s.tenant_id = c.tenant_id and s.id = c.school_id
  join platform.authority a on a.id = c.authority_id`;

export interface CaseRow {
  readonly caseId: string;
  readonly reference: string;
  readonly drill: boolean;
  readonly offset: number;
  readonly chainHash: string;
  readonly calendarHash: string;
  readonly authority: Readonly<Record<string, Limit>>;
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
  return `${[...initials].join('.')}., ${yearGroup}`;
}

/** The step as this case's own chain has it. */
export async function stepOf(
  tx: Tx,
  row: Pick<CaseRow, 'chainHash' | 'authority'>,
  key: string,
): Promise<Step> {
  const chain = await pinnedChain(tx, row.chainHash);
  const id = stepOfKey(key);
  const steps = chain.steps.filter((step) => step.id === id);
  const [found] = withValues({ ...chain, steps }, row.authority).steps;
  if (found === undefined) throw new Error('a duty names a step that its chain does not have');
  return found;
}

/** The clock of a duty of this case, drawn by what the case pinned. */
export async function clockOf(
  tx: Tx,
  row: Pick<CaseRow, 'calendarHash' | 'authority' | 'authorityName'>,
  step: Step,
  { from, due }: { readonly from: Instant | null; readonly due: Instant | null },
) {
  const calendar = await pinnedCalendar(tx, row.calendarHash);
  return dutyClock({ calendar, authority: row.authority, authorityName: row.authorityName }, step, from, due);
}
