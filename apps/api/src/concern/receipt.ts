import { openPerson } from '@trustward/casework';
import type { JustOpened } from '@trustward/casework';
import { stepOfKey, whatHappensNext } from '@trustward/chain';
import type { NextThing, World } from '@trustward/chain';
import { caseNumbers } from '@trustward/contracts';
import type { ConcernReport, Receipt, SchoolPhase } from '@trustward/contracts';
import type { Tx } from '@trustward/database';
import type { Caller } from '../platform/request-scope.ts';
import { dangerNumbersOf, numbersIn } from '../shared/danger-numbers.ts';
import type { AuthorityNumbers } from '../shared/danger-numbers.ts';
import { iso, isoOrNull } from '../shared/instants.ts';
import { inWords, roleTitle, theRole } from '../shared/role-words.ts';

const SHOWN_STEPS = 3;
// One message: whom to ring, and who has it.
const TOLD = `select ${numbersIn('a')} as home, ${numbersIn('w')} as workplace, s.phase,
    (select n.sealed from app.person n where n.tenant_id = $2 and n.id = $3) as owner
  from app.school s join platform.authority w on w.id = s.authority_id
  join platform.authority a on a.id = coalesce($1::uuid, s.authority_id) where s.tenant_id = $2 and s.id = $4`;

interface Told {
  readonly home: AuthorityNumbers;
  readonly workplace: AuthorityNumbers;
  readonly phase: SchoolPhase;
  readonly owner: Buffer | null;
}

/** All a reporter gets: that it was received, who has it, what happens next, whom to ring meanwhile. */
export async function receiptOf(
  tx: Tx,
  caller: Caller,
  report: ConcernReport,
  opened: JustOpened,
): Promise<Receipt> {
  const { state, reference, world } = opened;
  if (state === null) return unreadReceiptOf(tx, caller, report, opened);
  const next = whatHappensNext(world, state);
  const owner = next.find((thing) => thing.owner !== null)?.owner ?? null;
  const owners = Object.values(state.duties).flatMap((duty) => duty.owner?.person ?? []);
  const told = await toldOf(tx, report, owner?.person ?? null);
  return {
    reference,
    receivedAt: iso(opened.openedAt),
    drill: state.drill,
    caseId: opensTo(caller, report, opened, { phase: told.phase, owners }),
    handledBy:
      owner === null ? null : { role: roleTitle(owner.role), name: nameOf(tx, owner.person, told.owner) },
    next: next.slice(0, SHOWN_STEPS).map((thing) => nextLine(world, thing)),
    numbers: numbersOf(tx, told, opened),
    lost: false,
    unread: false,
  };
}

/** The same where nobody can say what happens next: it was received, and whom to ring. */
async function unreadReceiptOf(
  tx: Tx,
  caller: Caller,
  report: ConcernReport,
  opened: JustOpened,
): Promise<Receipt> {
  const told = await toldOf(tx, report, null);
  const received = { ...receivedAs(opened, report), numbers: numbersOf(tx, told, opened) };
  const caseId = opensTo(caller, report, opened, { phase: told.phase, owners: [] });
  return { ...received, caseId, lost: false, unread: true };
}

/** The id of the case where its reporter may open it. */
const opensTo = (
  caller: Caller,
  { schoolId }: ConcernReport,
  { caseId }: JustOpened,
  judged: { readonly phase: SchoolPhase; readonly owners: readonly string[] },
): string | null => (caller.may('case:read', { caseId, schoolId, ...judged }) ? caseId : null);

const receivedAs = ({ reference, openedAt }: Recorded, { drill }: ConcernReport) => ({
  ...{ reference, receivedAt: iso(openedAt), drill, handledBy: null, next: [] },
});

/** What is left to say where the receipt that was kept cannot be read: it was recorded, under this reference. */
export async function lostReceiptOf(tx: Tx, report: ConcernReport, again: Recorded): Promise<Receipt> {
  const numbers = numbersOf(tx, await toldOf(tx, report, null), again);
  return { ...receivedAs(again, report), caseId: null, numbers, lost: true, unread: false };
}
type Recorded = Pick<JustOpened, 'reference' | 'openedAt' | 'world'>;

function numbersOf(tx: Tx, { home, workplace }: Told, { world, openedAt }: Recorded): Receipt['numbers'] {
  const of = (authority: AuthorityNumbers) =>
    dangerNumbersOf(tx, authority, world?.calendar ?? null, openedAt);
  return caseNumbers(of(home), of(workplace));
}

const nextLine = (world: World, thing: NextThing): Receipt['next'][number] => ({
  title: thing.title,
  who:
    thing.ownerRole === null
      ? 'Nobody at the moment: the leaders have been told'
      : roleTitle(thing.ownerRole),
  by: isoOrNull(thing.dueAt),
  ifLate: thing.state === 'late' ? lateAlready(world, thing) : ifLate(thing, 'is'),
  onlyIf: thing.onlyIf,
});

function ifLate({ toldIfLate: [first] }: NextThing, how: 'is' | 'stays'): string | null {
  return first === undefined ? null : `If it ${how} late, ${inWords(first.roles.map(theRole))} hear of it.`;
}

/** What was known for longer than a step may take is late when it comes in: nobody is promised a time that is past. */
function lateAlready({ chain }: World, thing: NextThing): string {
  const path = chain.steps.find(({ id }) => id === stepOfKey(thing.step))?.path;
  const now = path === 'danger' ? ', so act now: if nobody has called yet, call' : '';
  return [`It was due by then and is late already${now}.`, ifLate(thing, 'stays')]
    .filter((said) => said !== null)
    .join(' ');
}

const nameOf = (tx: Tx, personId: string, sealed: Buffer | null): string =>
  sealed === null ? '' : openPerson(tx, personId, sealed).name;

async function toldOf(
  tx: Tx,
  { authorityId, schoolId }: ConcernReport,
  ownerId: string | null,
): Promise<Told> {
  const values = [authorityId ?? null, tx.tenantId, ownerId, schoolId];
  const [row] = await tx.query<Told>(TOLD, values, 'receipt-told');
  if (row === undefined) throw new Error('a case names a local authority that is not there');
  return row;
}
