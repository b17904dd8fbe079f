import { Injectable } from '@nestjs/common';
import type { ActResult, ReleaseHold } from '@trustward/contracts';
import { RequestScope } from '../platform/request-scope.ts';
import { act, actedOn } from '../shared/acts.ts';

/** Ending a hold before its time: one person asks, another grants it or says no. */
@Injectable()
export class HoldService {
  constructor(private readonly scope: RequestScope) {}

  async release(
    type: 'releaseAsked' | 'releaseGranted' | 'releaseDeclined',
    caseId: string,
    hold: string,
    { eventId, reason }: ReleaseHold,
  ): Promise<ActResult> {
    const { tx, caller } = this.scope;
    const event = { type, by: caller.personId, hold } as const;
    await actedOn(tx, caseId, caller.rules('case:read'), eventId);
    return act(tx, caseId, { kind: 'act', eventId, words: { reason }, event });
  }
}
