import { Injectable } from '@nestjs/common';
import { pinnedChain } from '@trustward/casework';
import type { Step } from '@trustward/chain';
import type { ActResult, DutyDone, TakeOver } from '@trustward/contracts';
import { NotAllowed, NotThereOrNotYours } from '../platform/problems.ts';
import { RequestScope } from '../platform/request-scope.ts';
import { act, actedOn } from '../shared/acts.ts';
import { ladderRole } from '../shared/ladder.ts';
import { eitherReach } from '../shared/within-reach.ts';
import { happenedWhen, readEvidence } from './evidence.ts';

/** The acts on a duty. The rules are the reducer's; here they get their words and their evidence. */
@Injectable()
export class DutyService {
  constructor(private readonly scope: RequestScope) {}

  async done(caseId: string, stepId: string, given: DutyDone): Promise<ActResult> {
    const { tx, caller } = this.scope;
    const { chainHash, ...period } = await actedOn(tx, caseId, caller.reach('case:read'));
    const evidence = readEvidence(await this.step(chainHash, stepId), given.evidence, period);
    const happenedAt = happenedWhen(evidence, given.happenedAt);
    return act(tx, caseId, {
      kind: 'act',
      eventId: given.eventId,
      words: evidence.words,
      event: {
        type: 'done',
        by: caller.personId,
        step: stepId,
        version: given.version,
        supplied: evidence.supplied,
        ...(given.outcome === undefined ? {} : { outcome: given.outcome }),
        ...(happenedAt === null ? {} : { happenedAt }),
      },
    });
  }

  async takeOver(caseId: string, stepId: string, { eventId, version, reason }: TakeOver): Promise<ActResult> {
    const { tx, caller } = this.scope;
    const reach = caller.reach('duty:takeOver');
    const { chainHash, schoolId } = await actedOn(tx, caseId, eitherReach(reach, caller.reach('case:read')));
    if (!caller.may('duty:takeOver', { schoolId, owners: [] })) throw new NotAllowed();
    const step = await this.step(chainHash, stepId);
    // Whoever is not on the ladder asks by a post that the reducer will refuse, in its own words.
    const as = ladderRole(step, caller.posts, schoolId) ?? caller.posts[0]?.role ?? 'staff';
    const event = { type: 'takenOver', by: caller.personId, step: stepId, version, as } as const;
    return act(tx, caseId, { kind: 'act', eventId, words: { reason }, event });
  }

  private async step(chainHash: string, stepId: string): Promise<Step> {
    const chain = await pinnedChain(this.scope.tx, chainHash);
    const step = chain.steps.find(({ id }) => id === stepId);
    if (step === undefined) throw new NotThereOrNotYours();
    return step;
  }
}
