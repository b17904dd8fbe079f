import { calendarSnapshot, limitSchema } from '@trustward/chain';
import type { As, Door, Tx } from '@trustward/database';
import { audit } from '../audit.ts';

type Value = Readonly<Record<string, unknown>>;
const isObject = (it: unknown): it is Value => typeof it === 'object' && it !== null && !Array.isArray(it);
const isNullOr = (type: 'string' | 'number', it: unknown): boolean => it === null || typeof it === type;
const isEvery = (it: unknown, holds: (each: unknown) => boolean): boolean =>
  isObject(it) && Object.values(it).every(holds);
const isListOf = (it: unknown, named: string): boolean =>
  Array.isArray(it) && it.every((one) => isObject(one) && typeof one[named] === 'string');

const SHAPES: readonly ((value: Value) => boolean)[] = [
  ({ calendar }) => calendarSnapshot.safeParse(calendar).success,
  ({ day, isClosed }) => Number.isSafeInteger(day) && typeof isClosed === 'boolean',
  ({ hours, limits, titles }) =>
    isNullOr('string', hours) &&
    isEvery(limits, (limit) => limitSchema.safeParse(limit).success) &&
    isEvery(titles, (title) => typeof title === 'string'),
  ({ about, party, number, address, name }) =>
    typeof name === 'string' &&
    (typeof about === 'string'
      ? isNullOr('string', number)
      : typeof party === 'string' && isNullOr('string', address)),
  ({ ends, begins, from }) => isListOf(ends, 'id') && isListOf(begins, 'role') && isNullOr('number', from),
  ({ offDuty }) => typeof offDuty === 'boolean',
  ({ from, until }) => isNullOr('number', from) && isNullOr('number', until),
];

/** Whether what a change makes otherwise is what Trustward keeps of one: somebody may have changed it since. */
export const isReadableChange = (value: unknown): boolean =>
  isObject(value) && SHAPES.some((isOfShape) => isOfShape(value));

const KEPT = `select value, state from app.change where tenant_id = $1 and id = $2
  and state in ('counting', 'waiting', 'applying') for update`;
const ASIDE = `update app.change set state = 'aside', refusal = $3 where tenant_id = $1 and id = $2`;

/** Said wherever it is asked for. */
export const UNREADABLE_CHANGE =
  'This change cannot be read: it was changed or damaged after it was drafted. It was put aside. Draft it anew.';

/** A change that cannot be read is never carried out, nor does any other wait for it. What it had reached stays reached. */
export function setUnreadableAside(door: Door, as: As, changeId: string): Promise<void> {
  return door.run(as, async (tx: Tx) => {
    const [kept] = await tx.query<{ value: unknown; state: string }>(KEPT, [tx.tenantId, changeId]);
    if (kept === undefined || isReadableChange(kept.value)) return;
    await tx.query(ASIDE, [tx.tenantId, changeId, UNREADABLE_CHANGE]);
    const detail = { state: kept.state };
    await audit(tx, { verb: 'change.unreadable', subjectKind: 'change', subjectId: changeId, detail });
  });
}
