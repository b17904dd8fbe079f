import { Injectable } from '@nestjs/common';
import { audit, calendarWith, hashOfCalendar } from '@trustward/casework';
import type { Was } from '@trustward/casework';
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
    const value = JSON.stringify(await this.valueOf(draft));
    const [schoolId, personId] = draft.kind === 'calendar' ? [of, null] : [null, of];
    const what = [tx.tenantId, draft.eventId, draft.kind, schoolId, personId, value];
    const made = await tx.query(rows.DRAFT, [...what, JSON.stringify(was), caller.personId]);
    if (made.length === 0) await this.mustBeSame([...what, caller.personId]);
    else {
      await this.supersede(what, caller.personId);
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
    if (held.othersTurn) {
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
    const { kind, state, appliedBy } = await this.hold(changeId);
    if (appliedBy !== null) throw new Stale('This was applied meanwhile, and cannot be put aside.');
    if (state !== 'aside') await this.layAside(changeId, kind);
    return this.reader.read(changeId);
  }

  /** Whoever drafts anew does not mean what they drafted before. */
  private async supersede(
    [tenantId, id, kind, schoolId, personId]: readonly unknown[],
    by: string,
  ): Promise<void> {
    const { tx } = this.scope;
    const before = await tx.query<{ id: string; kind: Kind }>(rows.SUPERSEDED, [
      tenantId,
      id,
      kind,
      schoolId,
      personId,
      by,
    ]);
    for (const one of before) await this.layAside(one.id, one.kind);
  }

  private async layAside(changeId: string, kind: Kind): Promise<void> {
    const { tx } = this.scope;
    await tx.query(rows.PUT_ASIDE, [tx.tenantId, changeId]);
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
      await tx.query(rows.AWAY, [tx.tenantId, personId, value.until]);
      return;
    }
    const number = 'number' in was ? was.number + 1 : 1;
    const calendar = JSON.stringify(value.calendar);
    const hash = hashOfCalendar(value.calendar);
    await tx.query(rows.PUBLISH, [tx.tenantId, schoolId, number, hash, calendar, changeId]);
  }

  private async mustStandAsCounted(changeId: string, { kind, schoolId, personId, was }: Held): Promise<void> {
    const { tx } = this.scope;
    const now = await this.wasOf(kind, schoolId ?? personId ?? '');
    const isEdited = JSON.stringify(now) !== JSON.stringify(was);
    const [moved] = await tx.query<{ count: number }>(rows.MOVED_ON, [tx.tenantId, changeId]);
    const count = moved?.count ?? 0;
    if (!isEdited && count === 0) return;
    await tx.query(rows.COUNT_ANEW, [tx.tenantId, changeId, JSON.stringify(now)]);
    await tx.query('select app.poke_change($1)', [changeId]);
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
    if (draft.kind === 'absence') return { until: draft.until === null ? null : Date.parse(draft.until) };
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
    await tx.query('select app.poke_change($1)', [changeId]);
    await audit(tx, { verb, subjectKind: 'change', subjectId: changeId, detail });
  }
}
