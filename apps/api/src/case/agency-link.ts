import { PARTIES, isOwed } from '@trustward/chain';
import type { Duty, Instant, Step } from '@trustward/chain';
import type { TaskLink } from '@trustward/contracts';
import type { Tx } from '@trustward/database';
import { iso } from '../shared/instants.ts';
import type { CaseRecord } from './case-record.ts';
import { whyNotDone } from './may-do.ts';
import type { TaskContext } from './task-context.ts';

/** A link that may be used now. */
export interface LiveLink {
  readonly step: string;
  readonly madeBy: string;
  readonly madeAt: Instant;
  readonly expiresAt: Instant;
  /** What became of the e-mail, as its row has it; null where none was to be sent. */
  readonly mail: string | null;
}

const LIVE = `select step, made_by as "madeBy", app.ms(made_at) as "madeAt", app.ms(expires_at) as "expiresAt", mail
  from app.agency_link where tenant_id = $1 and case_id = $2 and withdrawn_at is null and pressed_at is null
    and expires_at > clock_timestamp()`;

export const liveLinks = (tx: Tx, caseId: string): Promise<LiveLink[]> =>
  tx.query<LiveLink>(LIVE, [tx.tenantId, caseId], 'live-agency-links');

// Only while a worker that sends e-mail lives is one promised.
const MAIL_TO = `select a.mail || (select coalesce(jsonb_object_agg(o.party, o.address), '{}') from app.own_mail o
    where o.tenant_id = $1 and o.authority_id = a.id and o.address is not null) as mail
  from app.case_file c join platform.authority a on a.id = c.authority_id
  where c.tenant_id = $1 and c.id = $2 and not c.drill and exists (select from platform.heartbeat h
    where h.process like 'worker%' and h.mail = 'on' and h.at > clock_timestamp() - interval '30 seconds')`;

/** Where each agency of the case's authority can be mailed to; nobody is, of a drill or where no e-mail is sent. */
export type MailTo = Readonly<Record<string, string>>;

export async function mailTo(tx: Tx, caseId: string): Promise<MailTo> {
  const [row] = await tx.query<{ mail: MailTo }>(MAIL_TO, [tx.tenantId, caseId], 'agencies-mail-to');
  return row?.mail ?? {};
}

/** Whether somebody may give out a link for a duty: whoever might write down themselves that it has come. */
export const mayMakeLink = (
  tried: Pick<TaskContext, 'record' | 'world'>,
  step: Step,
  duty: Duty,
  by: string,
): boolean => step.confirmedBy !== undefined && isOwed(duty) && whyNotDone(tried, step, duty, by) === null;

/** The agency that a step names, as people say it. */
export const confirmingParty = ({ confirmedBy }: Step): string | null =>
  confirmedBy === undefined ? null : PARTIES[confirmedBy];

export function linkOf(context: TaskContext, step: Step, duty: Duty): TaskLink | null {
  const party = confirmingParty(step);
  if (party === null || step.confirmedBy === undefined || !isOwed(duty)) return null;
  const live = context.links.find((link) => link.step === duty.key);
  return {
    party,
    mayMake: mayMakeLink(context, step, duty, context.caller.personId),
    mailTo: context.mailTo[step.confirmedBy] ?? null,
    live: live === undefined ? null : shown(context, live),
  };
}

const shown = ({ names }: TaskContext, { madeBy, madeAt, expiresAt, mail }: LiveLink): TaskLink['live'] => ({
  by: names.get(madeBy)?.name ?? 'somebody',
  madeAt: iso(madeAt),
  expiresAt: iso(expiresAt),
  mail: mail === null ? null : (MAILED[mail] ?? 'notSent'),
});

const MAILED: Readonly<Record<string, 'onItsWay' | 'sent'>> = {
  waiting: 'onItsWay',
  accepted: 'sent',
  delivered: 'sent',
};

/** The duty that a link is asked for, with its step. */
export function dutyIn({ state, chain }: CaseRecord, key: string): { step: Step; duty: Duty } | null {
  const duty = Object.hasOwn(state.duties, key) ? state.duties[key] : undefined;
  const step = chain.steps.find(({ id }) => id === duty?.step);
  return duty === undefined || step === undefined ? null : { step, duty };
}
