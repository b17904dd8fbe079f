import { Injectable } from '@nestjs/common';
import type { Act } from '@trustward/casework';
import type { ActResult, ReleaseHold } from '@trustward/contracts';
import { RequestScope } from '../platform/request-scope.ts';
import { act, actedOn } from '../shared/acts.ts';
import type { Unsigned } from '../shared/acts.ts';

type OnHold = Extract<Act['event'], { type: 'releaseAsked' | 'releaseGranted' | 'releaseDeclined' }>;

/** Ending a hold before its time: one person asks, another grants it or says no. */
@Injectable()
export class HoldService {
  constructor(private readonly scope: RequestScope) {}

  async release(
    caseId: string,
    { eventId, reason }: ReleaseHold,
    what: Unsigned<OnHold>,
  ): Promise<ActResult> {
    const { tx, caller } = this.scope;
    const event = { ...what, by: caller.personId };
    await actedOn(tx, caseId, caller.rules('case:read'), eventId);
    return act(tx, caseId, { kind: 'act', eventId, words: { reason }, event });
  }
}
