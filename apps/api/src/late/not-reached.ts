import { MAY_HEAR } from '@trustward/casework';
import type { NotReached } from '@trustward/contracts';
import type { Tx } from '@trustward/database';
import type { Filter } from '@trustward/permissions';
import type { Caller } from '../platform/request-scope.ts';
import { CASE_COLUMNS, CASE_TABLES, stepOf } from '../shared/case-row.ts';
import type { CaseRow } from '../shared/case-row.ts';
import type { OpenPerson } from '../shared/people-once.ts';
import { roleTitle } from '../shared/role-words.ts';

/** Somebody who could not be reached about a case, each once for each duty. */
export interface NotReachedRow extends CaseRow {
  readonly step: string | null;
  readonly personId: string;
  readonly personSealed: Buffer;
  readonly role: string | null;
  readonly ownerId: string | null;
  /** How many there are, beyond those listed too. */
  readonly all: number;
}

/** Beyond what PostgreSQL takes for a number of milliseconds that anybody lives to see. */
const LATEST = 1_000_000_000_000_000;
// A state that somebody changed by hand must not take the board from everybody else.
const IS_SOUND = `jsonb_typeof(c.state -> 'unreached') = 'array' and not c.state -> 'unreached' @? '$[*] ? (@.at.type() != "number" || @.at > ${LATEST}
    || !(@.person like_regex "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$" flag "i"))'`;

// What the reducer keeps of it: it is gone from there once somebody has it in hand, or it is owed no more. Whoever may not
// hear of the case any more is nobody to be rung about it. From `$2`
// on the reach, and last how many.
export const unreachedWithin = ({
  sql,
  values,
}: Filter): string => `select ${CASE_COLUMNS}, u.step, u.person as "personId", n.sealed as "personSealed",
    d.owner_person as "ownerId", count(*) over ()::integer as "all",
    (select p.role from app.post p where p.tenant_id = c.tenant_id and p.person_id = u.person
      and (p.school_id = c.school_id or p.school_id is null) and coalesce(p.until > now(), true)
      order by p.since, p.role limit 1) as role
  from app.case_file c
  cross join lateral (select each ->> 'step' as step, (each ->> 'person')::uuid as person,
      max((each ->> 'at')::double precision) as at
    from jsonb_array_elements(case when ${IS_SOUND} then c.state -> 'unreached' else '[]' end) each group by 1, 2) u
  ${CASE_TABLES}
  join app.person n on n.tenant_id = c.tenant_id and n.id = u.person
  left join app.duty d on d.tenant_id = c.tenant_id and d.case_id = c.id and d.step = u.step
  where c.tenant_id = $1 and c.state ? 'unreached' and ${sql}
    and exists (select from (select c.id as case_id, c.school_id, c.state as file) it where ${MAY_HEAR})
  order by c.drill, u.at - c.clock_offset_ms desc, c.id, u.step, u.person limit $${values.length + 2}`;

export async function notReached(
  tx: Tx,
  caller: Caller,
  row: NotReachedRow,
  open: OpenPerson,
): Promise<NotReached> {
  const { caseId, reference, step, personId, personSealed, ownerId, school, schoolId, phase, drill } = row;
  const { name, phone } = open(personId, personSealed);
  return {
    caseId,
    reference,
    person: { id: personId, name, role: roleTitle(row.role ?? '') },
    phone,
    title: step === null ? null : (await stepOf(tx, row, step)).title,
    school,
    drill,
    mayOpen: caller.may('case:read', { caseId, schoolId, phase, owners: ownerId === null ? [] : [ownerId] }),
  };
}
