import { identities } from '@trustward/casework';
import type { Act, DriveResult } from '@trustward/casework';
import { describeInstant, isOwed, stepOfKey } from '@trustward/chain';
import type { Duty, Reason } from '@trustward/chain';
import type { Tx } from '@trustward/database';
import { askedFor } from './asked-words.ts';

type OnDuty = Extract<Act['event'], { step: string }>;

/** A stale act is told who did what since the page was loaded, or what time did, so that the person need not guess. */
export async function whatChanged(
  tx: Tx,
  { caseId, state, world }: DriveResult,
  { step, version }: OnDuty,
  otherwise: string,
): Promise<string> {
  const duty = state.duties[step];
  if (duty === undefined) return otherwise;
  const title = world.chain.steps.find(({ id }) => id === stepOfKey(step))?.title ?? step;
  if (duty.doneAt !== null) {
    return `${await nameOf(tx, duty.doneBy)} has done “${title}” meanwhile: ${describeInstant(world.calendar, duty.doneAt)}.`;
  }
  if (!isOwed(duty)) return otherwise;
  const values = [tx.tenantId, caseId, step, version, TOLD];
  const rows = await tx.query<{ because: Reason }>(SINCE, values, 'changed-since');
  return (await ofOwed(tx, duty, title, new Set(rows.map(({ because }) => because)))) ?? otherwise;
}

const NEW_OWNER: readonly Reason[] = ['newDuty', 'handedUp', 'cameBack', 'takenOver'];
const TOLD: readonly Reason[] = [
  ...NEW_OWNER,
  'personalAway',
  'rescheduled',
  'broughtForward',
  'agreementAsked',
];

// What is told of a version of a duty names it at the end of its key; what is taken over may have been nobody's.
const SINCE = `select distinct because from (
    select d.because, substring(d.key from '/([0-9]+)(?:/[^/]*)?$')::bigint as version from app.delivery d
      where d.tenant_id = $1 and d.case_id = $2 and d.step = $3 and d.because = any($5::text[])
    union all
    select 'takenOver', (e.body -> 'event' ->> 'version')::bigint + 1 from app.case_event e
      where e.tenant_id = $1 and e.case_id = $2 and e.body -> 'event' ->> 'step' = $3
        and (e.type = 'takenOver' or e.type = 'agreed' and e.body -> 'event' ->> 'to' = 'handOver')) x
  where version > $4::bigint`;

const ABSENT = { away: 'is away', gone: 'can do it no more' } as const;

async function ofOwed(
  tx: Tx,
  { asked, owner, absence }: Duty,
  title: string,
  since: ReadonlySet<Reason>,
): Promise<string | null> {
  if (asked !== null && since.has('agreementAsked')) {
    const who = asked.by === tx.personId ? 'You have' : `${await nameOf(tx, asked.by)} has`;
    return `${who} meanwhile asked somebody ${askedFor(asked.for, title)}.`;
  }
  const isTheirs = owner !== null && owner.person !== tx.personId;
  if (isTheirs && NEW_OWNER.some((because) => since.has(because))) {
    return `“${title}” now belongs to ${await nameOf(tx, owner.person)}.`;
  }
  const changed = `“${title}” has changed since you opened it`;
  if (isTheirs && absence !== null && since.has('personalAway')) {
    return `${changed}: ${await nameOf(tx, owner.person)}, whose it is, ${ABSENT[absence]}.`;
  }
  return since.has('rescheduled') || since.has('broughtForward')
    ? `${changed}: its deadline has moved.`
    : null;
}

async function nameOf(tx: Tx, person: string | null): Promise<string> {
  const known = person === null ? undefined : (await identities(tx, [person])).get(person);
  return known?.name ?? 'someone else';
}
