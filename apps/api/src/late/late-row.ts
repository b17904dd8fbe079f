import type { Instant } from '@trustward/chain';
import type { LateCause, LateRow } from '@trustward/contracts';
import { IS_AWAY, MAY_HEAR } from '@trustward/casework';
import type { Tx } from '@trustward/database';
import type { Caller } from '../platform/request-scope.ts';
import { CASE_COLUMNS, CASE_TABLES, nowOf, stepOf } from '../shared/case-row.ts';
import type { CaseRow } from '../shared/case-row.ts';
import { STATE_NOW } from '../shared/duty-state.ts';
import { iso } from '../shared/instants.ts';
import { ladderRole } from '../shared/ladder.ts';
import type { OpenPerson } from '../shared/people-once.ts';
import { roleTitle } from '../shared/role-words.ts';
import { CAUSE_WORDS, causeSaid } from './why-late.ts';

/** The outage that something is late by, where one made it so. */
export interface OutageColumns {
  readonly outageWhat: NonNullable<LateRow['lateByOutage']>['what'] | null;
  readonly outageSince: Instant | null;
  readonly outageUntil: Instant | null;
}
/** `b` is app.breach, `o` the outage that it names. */
export const OUTAGE_COLUMNS = `b.outage_what as "outageWhat", app.ms(b.outage_since) as "outageSince",
    app.ms(o.until) as "outageUntil"`;

/** A duty on the leaders' board. */
export interface LateDuty extends CaseRow, OutageColumns {
  readonly step: string;
  readonly version: number;
  readonly state: LateRow['state'];
  readonly due: Instant;
  readonly ownerId: string | null;
  readonly ownerRole: string | null;
  readonly ownerSealed: Buffer | null;
  readonly ownerAway: boolean | null;
  readonly ownerLooked: boolean;
  /** Not somebody who was kept from it a moment ago, until its case is woken: nobody rings them about it. */
  readonly ownerMayHear: boolean;
  /** Why it became late, as it was written down as it did; null before, and of what became late before it was. */
  readonly cause: LateCause | null;
  /** Whether it was due since its case could not be read, and nobody could read it again since. */
  readonly unreadable: boolean;
}

/** `d` is app.duty, `c` its case, `n` its owner, who looked if they opened the case or did anything in it. */
export const LATE_SELECT = `select ${CASE_COLUMNS}, d.step, d.version, ${STATE_NOW} as state, app.ms(d.late_from) as due,
    d.owner_person as "ownerId", d.owner_role as "ownerRole", n.sealed as "ownerSealed",
    (n.suspended_at is not null or ${IS_AWAY}) as "ownerAway",
    (exists (select 1 from app.audit looked where looked.tenant_id = d.tenant_id and looked.case_id = d.case_id
      and looked.person_id = d.owner_person and looked.verb = 'case.read')
    or exists (select 1 from app.case_event acted where acted.tenant_id = d.tenant_id and acted.case_id = d.case_id
      and acted.by_person = d.owner_person)) as "ownerLooked",
    exists (select from (select c.id as case_id, c.school_id, c.state as file) it where ${MAY_HEAR}) as "ownerMayHear", b.cause,
    b.step is null and exists (select from app.delivery u where u.tenant_id = d.tenant_id and u.case_id = d.case_id
      and u.key = 'unreadable/' || c.version and u.created_at <= d.late_from) as unreadable,
    ${OUTAGE_COLUMNS}
  from app.duty d
  join app.case_file c on c.tenant_id = d.tenant_id and c.id = d.case_id
  ${CASE_TABLES}
  left join app.person n on n.tenant_id = d.tenant_id and n.id = d.owner_person
  left join app.breach b on b.tenant_id = d.tenant_id and b.case_id = d.case_id and b.step = d.step
  left join platform.outage o on o.what = b.outage_what and o.since = b.outage_since`;

export async function lateRow(tx: Tx, caller: Caller, duty: LateDuty, open: OpenPerson): Promise<LateRow> {
  const step = await stepOf(tx, duty, duty.step);
  const { ownerId, ownerSealed } = duty;
  const owner = ownerId === null || ownerSealed === null ? null : open(ownerId, ownerSealed);
  const { caseId, schoolId, phase } = duty;
  const here = { caseId, schoolId, phase, owners: ownerId === null ? [] : [ownerId] };
  return {
    caseId,
    reference: duty.reference,
    step: duty.step,
    title: step.title,
    version: duty.version,
    state: duty.state,
    school: duty.school,
    owner:
      owner === null || ownerId === null
        ? null
        : { id: ownerId, name: owner.name, role: roleTitle(duty.ownerRole ?? '') },
    phone: duty.ownerMayHear ? (owner?.phone ?? null) : null,
    due: iso(duty.due),
    now: iso(nowOf(duty)),
    why: whyLate(duty),
    lateByOutage: lateByOutage(duty),
    drill: duty.drill,
    mayTakeOver: ownerId !== caller.personId && ladderRole(step, caller, here) !== undefined,
    mayOpen: caller.may('case:read', here),
  };
}

export function lateByOutage(of: OutageColumns): LateRow['lateByOutage'] {
  const { outageWhat, outageSince, outageUntil } = of;
  if (outageWhat === null || outageSince === null) return null;
  return {
    what: outageWhat,
    since: iso(outageSince),
    until: outageUntil === null ? null : iso(outageUntil),
  };
}

/** The board and the record say the same of what became late. */
function whyLate({ cause, unreadable, ownerId, ownerAway, ownerLooked }: LateDuty): string {
  if (cause !== null) return causeSaid(cause);
  if (unreadable) return CAUSE_WORDS.unreadable;
  if (ownerId === null) return CAUSE_WORDS.nobody;
  if (ownerAway === true) return CAUSE_WORDS.away;
  return ownerLooked ? CAUSE_WORDS.opened : CAUSE_WORDS.notOpened;
}
