import { Injectable } from '@nestjs/common';
import type { ActResult, MoveClock } from '@trustward/contracts';
import { NotAllowed } from '../platform/problems.ts';
import { RequestScope } from '../platform/request-scope.ts';
import { act, actedOn } from '../shared/acts.ts';

const MINUTE = 60_000;

/** Moves a drill's clock on. A real case refuses it: in the reducer, in the database, and hence here. */
@Injectable()
export class ClockService {
  constructor(private readonly scope: RequestScope) {}

  async move(caseId: string, { eventId, forwardMinutes }: MoveClock): Promise<ActResult> {
    const { tx, caller } = this.scope;
    const { schoolId, now } = await actedOn(tx, caseId, caller.reach('case:read'));
    if (!caller.may('drill:moveClock', { schoolId, owners: [] })) throw new NotAllowed();
    const to = Math.round(now) + forwardMinutes * MINUTE;
    return act(tx, caseId, { kind: 'act', eventId, event: { type: 'clockMoved', by: caller.personId, to } });
  }
}
