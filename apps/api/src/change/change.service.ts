import { Injectable } from '@nestjs/common';
import { audit, calendarWith, hashOfCalendar } from '@trustward/casework';
import type { Was } from '@trustward/casework';
import type { Instant } from '@trustward/chain';
import type { Change, DraftChange } from '@trustward/contracts';
import { NotThereOrNotYours, RuleRefused, Stale } from '../platform/problems.ts';
import { RequestScope } from '../platform/request-scope.ts';
import { ChangeReaderService } from './change-reader.service.ts';
import * as rows from './change-rows.ts';
import { ownDays } from './own-days.ts';

type Kind = DraftChange['kind'];

interface Held {
  readonly kind: Kind;
  readonly schoolId: string | null;
  readonly personId: string | null;
  readonly value: rows.Value;
  readonly was: Was;
  readonly state: Change['state'];
  readonly version: number;
  readonly appliedBy: string | null;
  /** Whether it begins at an instant that has not come. */
  readonly isAhead: boolean;
  readonly othersTurn: boolean;
}

@Injectable()
export class ChangeService {
  constructor(
    private readonly scope: RequestScope,
    private readonly reader: ChangeReaderService,
  ) {}

  /** Keeps what is meant to change, and has what would come of it counted. Nothing is changed yet. */
  async draft(draft: DraftChange): Promise<Change> {
    const { tx, caller } = this.scope;
    const of = draft.kind === 'calendar' ? draft.schoolId : draft.personId;
    const was = await this.wasOf(draft.kind, of);
    const meant = await this.valueOf(draft);
    const value = JSON.stringify(meant);
    const beginsAt = 'from' in meant ? meant.from : null;
    const [schoolId, personId] = draft.kind === 'calendar' ? [of, null] : [null, of];
    const what = [tx.tenantId, draft.eventId, draft.kind, schoolId, personId, value];
    const made = await tx.query(rows.DRAFT, [...what, JSON.stringify(was), caller.personId, beginsAt]);
    if (made.length === 0) await this.mustBeSame([...what, caller.personId]);
    else {
      await this.supersede(what, caller.personId, beginsAt);
      await this.begun(draft.eventId, 'change.draft', { kind: draft.kind });
    }
    return this.reader.read(draft.eventId);
  }

  /** Does what was shown; where that is not what would come of it any more, it is counted anew and nothing is done. */
  async apply(changeId: string, version: number): Promise<Change> {
    const { tx, caller } = this.scope;
    const held = await this.hold(changeId);
    if (held.state === 'aside') throw new Stale('This was put aside meanwhile. Nothing was applied.');
    if (held.version !== version) {
      throw new Stale('This was counted anew meanwhile. Look at what comes of it now.');
    }
    if (held.state === 'counting') {
      throw new Stale('What comes of it is still being counted. Wait until it is shown.');
    }
    if (held.appliedBy === caller.personId) return this.reader.read(changeId);
    if (held.appliedBy !== null) throw new Stale('Somebody else has applied this meanwhile.');
    if (held.othersTurn && !held.isAhead) {
      throw new RuleRefused(
        'underWay',
        'Another change is being applied. Wait until it has reached every case.',
      );
    }
    await this.mustStandAsCounted(changeId, held);
    await this.settle(changeId, held);
    await tx.query(rows.APPLY, [tx.tenantId, changeId, caller.personId]);
    const { kind } = held;
    const { moved, late, handed, unowned } = await this.reader.read(changeId);
    await this.begun(changeId, 'change.apply', { kind, version, moved, late, handed, unowned });
    return this.reader.read(changeId);
  }

  /** Does nothing of what was drafted. */
  async putAside(changeId: string): Promise<Change> {
    const { kind, state, appliedBy, isAhead } = await this.hold(changeId);
    if (state !== 'aside' && appliedBy !== null && !isAhead) {
      throw new Stale('This was applied meanwhile, and cannot be put aside.');
    }
    if (state !== 'aside') await this.layAside(changeId, kind);
    return this.reader.read(changeId);
  }

  /** Whoever drafts anew does not mean what they drafted before. */
  private async supersede(
    [tenantId, id, kind, schoolId, personId]: readonly unknown[],
    by: string,
    beginsAt: Instant | null,
  ): Promise<void> {
    const { tx } = this.scope;
    const before = await tx.query<{ id: string; kind: Kind }>(rows.SUPERSEDED, [
      tenantId,
      id,
      kind,
      schoolId,
      personId,
      by,
      beginsAt,
    ]);
    for (const one of before) await this.layAside(one.id, one.kind);
  }

  private async layAside(changeId: string, kind: Kind): Promise<void> {
    const { tx } = this.scope;
    await tx.query(rows.PUT_ASIDE, [tx.tenantId, changeId]);
    await tx.query(rows.NOT_AWAY, [tx.tenantId, changeId]);
    await audit(tx, {
      verb: 'change.putAside',
      subjectKind: 'change',
      subjectId: changeId,
      detail: { kind },
    });
  }

  /** Of two who act on it, one is first. */
  private async hold(changeId: string): Promise<Held> {
    const { tx } = this.scope;
    const [held] = await tx.query<Held>(rows.HOLD, [tx.tenantId, changeId]);
    if (held === undefined) throw new NotThereOrNotYours();
    return held;
  }

  /** From now on cases open under it, and people are asked by it. */
  private async settle(changeId: string, { value, was, schoolId, personId }: Held): Promise<void> {
    const { tx } = this.scope;
    if ('until' in value) {
      if (value.from === null) await tx.query(rows.BACK, [tx.tenantId, personId]);
      if (value.until !== null) {
        await tx.query(rows.AWAY, [tx.tenantId, personId, changeId, value.from, value.until]);
      }
      return;
    }
    const number = 'number' in was ? was.number + 1 : 1;
    const calendar = JSON.stringify(value.calendar);
    const hash = hashOfCalendar(value.calendar);
    await tx.query(rows.PUBLISH, [tx.tenantId, schoolId, number, hash, calendar, changeId]);
  }

  private async mustStandAsCounted(changeId: string, held: Held): Promise<void> {
    const { tx } = this.scope;
    const { kind, schoolId, personId, value, was, isAhead } = held;
    if ('until' in value) mustEndAhead(value, tx.startedAt);
    const now = await this.wasOf(kind, schoolId ?? personId ?? '');
    const isEdited = JSON.stringify(now) !== JSON.stringify(was);
    const [moved] = await tx.query<{ count: number }>(rows.MOVED_ON, [tx.tenantId, changeId]);
    // By its instant cases will have moved on anyhow: what comes of it is worked out then.
    const count = isAhead ? 0 : (moved?.count ?? 0);
    if (!isEdited && count === 0) return;
    await tx.query(rows.COUNT_ANEW, [tx.tenantId, changeId, JSON.stringify(now)]);
    await tx.query(rows.POKE, [tx.tenantId, changeId]);
    const cases = count === 1 ? '1 case has' : `${count} cases have`;
    const why = isEdited
      ? 'Somebody else has edited this meanwhile'
      : `${cases} moved on since this was counted`;
    throw new Stale(`${why}. Nothing was applied; what comes of it is being counted again.`);
  }

  private async wasOf(kind: Kind, of: string): Promise<Was> {
    const { tx } = this.scope;
    const [row] = await tx.query<{ was: Was }>(rows.WAS[kind], [tx.tenantId, of]);
    if (row === undefined) throw new NotThereOrNotYours();
    return row.was;
  }

  private async valueOf(draft: DraftChange): Promise<Held['value']> {
    if (draft.kind === 'absence') return absenceOf(draft, this.scope.tx.startedAt);
    const calendar = await calendarWith(this.scope.tx, ownDays(draft));
    if (typeof calendar === 'string') throw new RuleRefused('termDates', calendar);
    return { calendar };
  }

  private async mustBeSame(what: readonly unknown[]): Promise<void> {
    const same = await this.scope.tx.query(rows.SAME, what);
    if (same.length === 0) throw new Stale('Something else was already drafted from this page. Reload it.');
  }

  private async begun(
    changeId: string,
    verb: string,
    detail: Readonly<Record<string, string | number>>,
  ): Promise<void> {
    const { tx } = this.scope;
    await tx.query(rows.POKE, [tx.tenantId, changeId]);
    await audit(tx, { verb, subjectKind: 'change', subjectId: changeId, detail });
  }
}

/** What began before now begins now. */
function absenceOf({ from, until }: Extract<DraftChange, { kind: 'absence' }>, now: Instant): rows.Absence {
  const begins = from === null || Date.parse(from) <= now ? null : Date.parse(from);
  const absence = { from: begins, until: until === null ? null : Date.parse(until) };
  mustEndAhead(absence, now);
  return absence;
}

function mustEndAhead({ from, until }: rows.Absence, now: Instant): void {
  if (until === null && from === null) return;
  if (until === null) throw new RuleRefused('absence', 'Say until when an absence that begins later lasts.');
  if (until > Math.max(now, from ?? now)) return;
  throw new RuleRefused('absence', 'An absence ends after it begins, and not before now.');
}
