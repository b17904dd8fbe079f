import { CaseNotFound, TakenUnreadable, drive, lockCase, readBack } from '@trustward/casework';
import type { Act, DriveResult } from '@trustward/casework';
import { fieldsFor, stepOfKey } from '@trustward/chain';
import type { Chain, Refusal } from '@trustward/chain';
import type { ActResult, SchoolPhase } from '@trustward/contracts';
import type { Tx } from '@trustward/database';
import { NotThereOrNotYours, RuleRefused, Stale } from '../platform/problems.ts';
import { whatChanged } from './what-changed.ts';
import { reachName, withinReach } from './within-reach.ts';
import type { Rule } from '@trustward/permissions';

/** What somebody does, before it is said who. */
export type Unsigned<T> = T extends unknown ? Omit<T, 'by'> : never;

/** What an act needs to know of a case before it is driven. */
export interface ActedOn {
  readonly schoolId: string;
  readonly phase: SchoolPhase;
  readonly chain: Chain;
  readonly awareAt: number;
  /** The case's present, before the lock. */
  readonly now: number;
}

interface Kept extends Pick<ActedOn, 'schoolId' | 'phase' | 'now'> {
  readonly chainHash: string;
  readonly calendarHash: string;
  readonly state: unknown;
}

const actedOnWithin = (
  reach: string,
): string => `select c.school_id as "schoolId", s.phase, c.chain_hash as "chainHash",
    c.calendar_hash as "calendarHash", c.state,
    app.ms(clock_timestamp()) + c.clock_offset_ms::double precision as now
  from app.case_file c join app.school s on s.tenant_id = c.tenant_id and s.id = c.school_id
  where c.tenant_id = $1 and c.id = $2 and (${reach}
    or exists (select from app.case_event e where e.tenant_id = c.tenant_id and e.case_id = c.id
      and e.event_id = $3 and e.by_person = (select app.person())))`;

/**
 * The case, if it is there and within the caller's reach; the two refusals are one. It is within reach, too, of whose act
 * of this id was taken before: what they owed may have been all that let them read it, and the answer may have been lost.
 */
export async function actedOn(
  tx: Tx,
  caseId: string,
  rules: readonly Rule[],
  eventId: string,
): Promise<ActedOn> {
  const reach = withinReach(rules, 'c', 4);
  const values = [tx.tenantId, caseId, eventId, ...reach.values];
  const [row] = await tx.query<Kept>(actedOnWithin(reach.sql), values, reachName('acted-on', reach));
  if (row === undefined) throw new NotThereOrNotYours();
  const { schoolId, phase, now, state, chain } = await readBack(tx, row, row.now);
  return { schoolId, phase, chain, awareAt: state.awareAt, now };
}

/** The case's own present, under its lock: no other act comes between it and the one that is reckoned from it. */
export async function lockedNow(tx: Tx, caseId: string): Promise<number> {
  const { now, offset } = await lockCase(tx, caseId).catch(notTheirs);
  return Math.round(now + offset);
}

/** The case may have been closed to this person between the look and the lock. */
function notTheirs(thrown: unknown): never {
  if (thrown instanceof CaseNotFound) throw new NotThereOrNotYours();
  throw thrown;
}

/** What was sent before, or by another act under the same id, stands. */
function unlessTaken(thrown: unknown): never {
  if (thrown instanceof TakenUnreadable) throw new Stale(TAKEN);
  return notTheirs(thrown);
}
const TAKEN =
  'This was recorded before, and stays so, but the words kept with it cannot be read: they were changed or damaged. Look at the case, and write them again if they are missing.';

/** Drives the case and says what came of it; a refusal is thrown as the problem it is. */
export async function act(tx: Tx, caseId: string, cause: Act): Promise<ActResult> {
  const result = await drive(tx, caseId, cause).catch(unlessTaken);
  if (result.refusal !== null) throw await refused(tx, result, result.refusal, cause);
  return { caseId, version: result.version, repeated: result.outcome === 'repeated' };
}

async function refused(tx: Tx, result: DriveResult, refusal: Refusal, cause: Act): Promise<Error> {
  if (refusal.code === 'excluded' || refusal.code === 'unknownStep') return new NotThereOrNotYours();
  if (refusal.code !== 'stale') {
    return new RuleRefused(refusal.code, refusal.sentence, missingFields(result, refusal, cause));
  }
  const { event } = cause;
  const { sentence } = refusal;
  return new Stale('step' in event ? await whatChanged(tx, result, event, sentence) : sentence);
}

function missingFields(result: DriveResult, { code }: Refusal, { event }: Act) {
  if (code !== 'missingEvidence' || event.type !== 'done') return undefined;
  const step = result.world.chain.steps.find(({ id }) => id === stepOfKey(event.step));
  return (step === undefined ? [] : fieldsFor(step, event.outcome))
    .filter(({ id, required }) => required && !event.supplied.includes(id))
    .map(({ id, label }) => ({ field: `evidence.${id}`, reason: `Fill in “${label}”` }));
}
