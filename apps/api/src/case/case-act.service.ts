import { Injectable } from '@nestjs/common';
import type { Act } from '@trustward/casework';
import type { ActResult } from '@trustward/contracts';
import { RequestScope } from '../platform/request-scope.ts';
import { act, actedOn } from '../shared/acts.ts';
import type { Unsigned } from '../shared/acts.ts';

type OnCase = Extract<
  Act['event'],
  { type: 'recused' | 'mistakeAsked' | 'mistakeAgreed' | 'mistakeDeclined' | 'eventRecorded' | 'learned' }
>;

/** What people do with a case as a whole. The rules are the reducer's. */
@Injectable()
export class CaseActService {
  constructor(private readonly scope: RequestScope) {}

  async act(caseId: string, said: Omit<Act, 'kind' | 'event'>, what: Unsigned<OnCase>): Promise<ActResult> {
    const { tx, caller } = this.scope;
    await actedOn(tx, caseId, caller.rules('case:read'), said.eventId);
    return act(tx, caseId, { kind: 'act', ...said, event: { ...what, by: caller.personId } });
  }
}
