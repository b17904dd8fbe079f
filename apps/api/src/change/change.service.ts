import { Injectable } from '@nestjs/common';
import {
  UNREADABLE_CHANGE,
  audit,
  invite,
  isReadableChange,
  markSomebody,
  movedOn,
  withdrawInvitation,
} from '@trustward/casework';
import type { Was } from '@trustward/casework';
import type { Change, DraftChange } from '@trustward/contracts';
import { uuidv8 } from '@trustward/database';
import { NotThereOrNotYours, RuleRefused, Stale } from '../platform/problems.ts';
import { RequestScope } from '../platform/request-scope.ts';
import { ChangeReaderService } from './change-reader.service.ts';
import * as rows from './change-rows.ts';
import { meant, meantAnew, mustStillBeAhead } from './meant.ts';
import { addJoiner, joinerId } from './staff-of.ts';
import { undoPosts } from './settle-staff.ts';
import { settle } from './settle.ts';

type Kind = DraftChange['kind'];

interface Held extends Target {
  readonly kind: Kind;
  readonly value: rows.Value;
  readonly was: Was;
  readonly state: Change['state'];
  readonly version: number;
  readonly appliedBy: string | null;
  readonly refusal: string | null;
  /** Whether it begins at an instant that has not come. */
  readonly isAhead: boolean;
  readonly othersTurn: boolean;
  readonly takesTwo: boolean;
  readonly isSecond: boolean;
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
    const { eventId, kind } = draft;
    const target = targetOf(draft);
    const was = await this.wasOf(kind, target, lineOf(draft));
    const meantNow = await meant(tx, draft, was);
    const value = JSON.stringify(meantNow);
    const beginsAt = 'from' in meantNow ? meantNow.from : null;
    const { schoolId, personId, authorityId } = target;
    if (draft.kind === 'joiner') await addJoiner(tx, draft);
    const what = [kind, schoolId, personId, value, authorityId, caller.personId];
    const made = await tx.query(rows.DRAFT, [tx.tenantId, eventId, ...what, JSON.stringify(was), beginsAt]);
    if (made.length === 0) await this.mustBeSame([tx.tenantId, eventId, ...what]);
    else {
      await this.supersede([tx.tenantId, eventId, ...what, beginsAt]);
      await this.begun(eventId, 'change.draft', { kind });
    }
    return this.reader.read(draft.eventId);
  }

  /** Does what was shown; where that is not what would come of it any more, it is counted anew and nothing is done. */
  async apply(changeId: string, version: number): Promise<Change> {
    const { tx, caller } = this.scope;
    const held = await this.hold(changeId);
    // What an authority asks for, and how it is reached, is for every case there, and posts are who may do what; a day or an absence cannot wait for a password.
    const isOfStaff = STAFF.includes(held.kind);
    if (isOfStaff || (held.authorityId !== null && held.kind !== 'closedDay')) caller.mustHaveSteppedUp();
    if (held.state === 'aside') throw new Stale('This was put aside meanwhile. Nothing was applied.');
    mustBeLatest(held, version);
    if (held.state === 'counting') {
      throw new Stale('What comes of it is still being counted. Wait until it is shown.');
    }
    if (held.refusal !== null) throw new RuleRefused('unsound', held.refusal);
    if (!isReadableChange(held.value)) throw new RuleRefused('unreadable', UNREADABLE_CHANGE);
    if (held.appliedBy === caller.personId) return this.reader.read(changeId);
    if (held.appliedBy !== null) throw new Stale('Somebody else has applied this meanwhile.');
    // In the same words to whoever drafted it and to everybody who was not drawn.
    if (held.takesTwo && !held.isSecond) {
      throw new RuleRefused(
        'ownAct',
        'Somebody else must confirm this. Who it is, is drawn by lot for each day.',
      );
    }
    if (held.othersTurn && !held.isAhead) {
      throw new RuleRefused(
        'underWay',
        'Another change is being applied. Wait until it has reached every case.',
      );
    }
    await this.mustStandAsCounted(changeId, held);
    await settle(tx, changeId, held);
    if (held.kind === 'joiner') await this.welcome(changeId, held.personId ?? '');
    await tx.query(rows.APPLY, [tx.tenantId, changeId, caller.personId]);
    const { kind } = held;
    const { moved, late, handed, unowned } = await this.reader.read(changeId);
    await this.begun(changeId, 'change.apply', { kind, version, moved, late, handed, unowned });
    return this.reader.read(changeId);
  }

  /** Whoever may be the same is kept from the same, before they can read anything. */
  private async welcome(changeId: string, personId: string): Promise<void> {
    await markSomebody(this.scope.tx, personId);
    await invite(this.scope.tx, uuidv8(`invitation ${changeId}`), personId);
  }

  /** Does nothing of what was drafted. */
  async putAside(changeId: string, version: number): Promise<Change> {
    const { tx } = this.scope;
    const held = await this.hold(changeId);
    const { kind, state, appliedBy, isAhead } = held;
    if (state !== 'aside' && appliedBy !== null && !isAhead) {
      throw new Stale('This was applied meanwhile, and cannot be put aside.');
    }
    if (state === 'aside') return this.reader.read(changeId);
    mustBeLatest(held, version);
    if ('ends' in held.value && state === 'waiting') await undoPosts(tx, held.personId, held.value);
    if (kind === 'joiner') await withdrawInvitation(tx, held.personId ?? '');
    await this.layAside(changeId, kind);
    return this.reader.read(changeId);
  }

  /** Whoever drafts anew does not mean what they drafted before. */
  private async supersede(what: readonly unknown[]): Promise<void> {
    const { tx } = this.scope;
    const before = await tx.query<{ id: string; kind: Kind }>(rows.SUPERSEDED, what);
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
    const { tx, caller } = this.scope;
    const [held] = await tx.query<Held>(rows.HOLD, [tx.tenantId, changeId]);
    // Whoever edits nothing has to do with what waits for them as its second person, and with nothing else.
    const isTheirs = held?.isSecond === true && held.takesTwo;
    if (held === undefined || (!isTheirs && !caller.holds('change:make'))) {
      throw new NotThereOrNotYours();
    }
    return held;
  }

  private async mustStandAsCounted(changeId: string, held: Held): Promise<void> {
    const { tx } = this.scope;
    const { kind, value, was, isAhead } = held;
    const now = await this.wasOf(kind, held, lineOf(value));
    await mustStillBeAhead(tx, value, now);
    const isEdited = JSON.stringify(now) !== JSON.stringify(was);
    // By its instant cases will have moved on anyhow: what comes of it is worked out then.
    const count = isEdited || isAhead ? 0 : await movedOn(tx, changeId);
    if (!isEdited && count === 0) return;
    const anew = JSON.stringify(await meantAnew(tx, value, held.schoolId));
    await tx.query(rows.COUNT_ANEW, [tx.tenantId, changeId, JSON.stringify(now), anew]);
    await tx.query(rows.POKE, [tx.tenantId, changeId]);
    const cases = count === 1 ? '1 case has' : `${count} cases have`;
    const why = isEdited
      ? 'Somebody else has edited this meanwhile'
      : `${cases} moved on since this was counted`;
    throw new Stale(`${why}. Nothing was applied; what comes of it is being counted again.`);
  }

  private async wasOf(kind: Kind, { schoolId, personId, authorityId }: Target, line: Line): Promise<Was> {
    const { tx } = this.scope;
    const of = schoolId ?? personId ?? authorityId;
    const [row] = await tx.query<{ was: Was }>(rows.WAS[kind], [tx.tenantId, of, ...line]);
    if (row === undefined) throw new NotThereOrNotYours();
    return row.was;
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

function mustBeLatest(held: Held, version: number): void {
  if (held.version === version) return;
  throw new Stale('This was counted anew meanwhile. Look at what comes of it now.');
}

interface Target {
  readonly schoolId: string | null;
  readonly personId: string | null;
  readonly authorityId: string | null;
}

/** Which line of its authority's contacts a change is of, where it is of one. */
type Line = readonly [] | readonly [string];
const lineOf = (of: DraftChange | rows.Value): Line => {
  if ('about' in of) return [of.about];
  return 'party' in of ? [of.party] : [];
};

const STAFF: readonly Kind[] = ['posts', 'joiner', 'offDuty'];

const personOf = (draft: DraftChange): string | null =>
  draft.kind === 'joiner' ? joinerId(draft.eventId) : 'personId' in draft ? draft.personId : null;

/** What a draft is of; a day that is closed to all is of nothing smaller than the trust. */
const targetOf = (draft: DraftChange): Target => ({
  schoolId: draft.kind === 'calendar' ? draft.schoolId : null,
  personId: personOf(draft),
  authorityId: 'authorityId' in draft ? draft.authorityId : null,
});
