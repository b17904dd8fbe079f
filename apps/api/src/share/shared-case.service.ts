import { Injectable } from '@nestjs/common';
import { CaseUnreadable, audit } from '@trustward/casework';
import type { SharedCase, SharedList } from '@trustward/contracts';
import { PAGE_SIZE_MAX } from '@trustward/contracts';
import { abilityOf, partsOf } from '@trustward/permissions';
import { contextOf } from '../case/case-context.ts';
import { nameIn, namesOf } from '../case/case-people.ts';
import { keptWithin, recordOf } from '../case/case-record.ts';
import { isKeptFromAdults } from '../case/kept-from-adults.ts';
import { timelineOf } from '../case/timeline.service.ts';
import { NotThereOrNotYours, Unreadable } from '../platform/problems.ts';
import { RequestScope } from '../platform/request-scope.ts';
import { childOf } from '../shared/case-row.ts';
import { iso } from '../shared/instants.ts';
import { rulesBy, sharesTo } from './live-shares.ts';
import { sharedView } from './shared-view.ts';

/** The cases that the caller was let see, each as far as it was. That somebody opened one is recorded before it is shown. */
@Injectable()
export class SharedCaseService {
  constructor(private readonly scope: RequestScope) {}

  async list(): Promise<SharedList> {
    const { tx, caller } = this.scope;
    const shares = await sharesTo(tx, caller.personId);
    const names = await namesOf(
      tx,
      shares.map(({ givenBy }) => givenBy),
    );
    return {
      items: shares.map((share) => ({
        caseId: share.caseId,
        reference: share.reference,
        school: share.school,
        drill: share.drill,
        part: share.part,
        givenBy: nameIn(names, share.givenBy) ?? '',
        givenAt: iso(share.givenAt),
        until: iso(share.until),
        child: childOf(tx, share),
      })),
      now: iso(tx.startedAt),
    };
  }

  async open(caseId: string): Promise<SharedCase> {
    const { tx, caller } = this.scope;
    const [share] = (await sharesTo(tx, caller.personId)).filter((each) => each.caseId === caseId);
    if (share === undefined) throw new NotThereOrNotYours();
    const rules = rulesBy(caller, [share]);
    const kept = await keptWithin(tx, rules, caseId);
    const ability = abilityOf([{ permission: 'shared:read', rules }]);
    const parts = partsOf(ability, 'shared:read', { ...kept, owners: [], now: kept.realNow });
    await audit(tx, {
      ...{ verb: 'case.readShared', subjectKind: 'case', subjectId: caseId, caseId },
      detail: { part: share.part },
    });
    try {
      const record = await recordOf(tx, kept);
      if (isKeptFromAdults(record.chain)) caller.mustHaveSteppedUp();
      const context = await contextOf(tx, caller, record, [share.givenBy]);
      const reading = { record, me: caller.personId, parts };
      const latest = { limit: PAGE_SIZE_MAX };
      const timeline = parts.includes('record') ? (await timelineOf(tx, reading, latest)).items : [];
      return sharedView(tx, context, share, parts, timeline);
    } catch (error) {
      // Whether it can be read is known by reading it.
      if (error instanceof CaseUnreadable) throw new Unreadable();
      throw error;
    }
  }
}
