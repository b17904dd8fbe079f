import { Injectable } from '@nestjs/common';
import type { ActResult, MoveClock } from '@trustward/contracts';
import { NotAllowed } from '../platform/problems.ts';
import { RequestScope } from '../platform/request-scope.ts';
import { act, lockedNow } from '../shared/acts.ts';
import { caseRecord } from './case-record.ts';
import { isTheirsToMove } from './drill-clock.ts';

const MINUTE = 60_000;

/** Moves a drill's clock on. A real case refuses it: in the reducer, in the database, and hence here. */
@Injectable()
export class ClockService {
  constructor(private readonly scope: RequestScope) {}

  async move(caseId: string, { eventId, forwardMinutes }: MoveClock): Promise<ActResult> {
    const { tx, caller } = this.scope;
    const record = await caseRecord(tx, caller, caseId);
    if (!isTheirsToMove(caller, record)) throw new NotAllowed();
    const to = (await lockedNow(tx, caseId)) + forwardMinutes * MINUTE;
    return act(tx, caseId, { kind: 'act', eventId, event: { type: 'clockMoved', by: caller.personId, to } });
  }
}
