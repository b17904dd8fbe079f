import { Injectable } from '@nestjs/common';
import { worldOfCase } from '@trustward/casework';
import { stepOfKey } from '@trustward/chain';
import type { Chain, Step } from '@trustward/chain';
import type { ActResult, DutyDone, TakeOver } from '@trustward/contracts';
import { NotAllowed, NotThereOrNotYours } from '../platform/problems.ts';
import { RequestScope } from '../platform/request-scope.ts';
import { act, actedOn } from '../shared/acts.ts';
import { ladderRole } from '../shared/ladder.ts';
import { happenedWhen, readEvidence } from './evidence.ts';

/** The acts on a duty. The rules are the reducer's; here they get their words and their evidence. */
@Injectable()
export class DutyService {
  constructor(private readonly scope: RequestScope) {}

  async done(caseId: string, stepId: string, given: DutyDone): Promise<ActResult> {
    const { tx, caller } = this.scope;
    const reach = caller.rules('case:read');
    const { chain, ...period } = await actedOn(tx, caseId, reach, given.eventId);
    const step = stepIn(chain, stepId);
    const people = await this.appointable(caseId, step);
    const asking = { chain, step, outcome: given.outcome, people };
    const evidence = readEvidence(asking, given.evidence, period);
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
        ...(given.emergency === undefined ? {} : { emergency: given.emergency }),
        ...(evidence.learned === undefined ? {} : { learned: evidence.learned }),
      },
    });
  }

  async takeOver(caseId: string, stepId: string, { eventId, version, reason }: TakeOver): Promise<ActResult> {
    const { tx, caller } = this.scope;
    const reach = [...caller.rules('duty:takeOver'), ...caller.rules('case:read')];
    const { chain, schoolId, phase } = await actedOn(tx, caseId, reach, eventId);
    const here = { caseId, schoolId, phase, owners: [] };
    if (!caller.may('duty:takeOver', here)) throw new NotAllowed();
    const step = stepIn(chain, stepId);
    // Whoever is not on the ladder asks by a post that the reducer will refuse, in its own words.
    const as = ladderRole(step, caller, here) ?? caller.posts[0]?.role ?? 'staff';
    const event = { type: 'takenOver', by: caller.personId, step: stepId, version, as } as const;
    return act(tx, caseId, { kind: 'act', eventId, words: { reason }, event });
  }

  /** Whom a form may name to a role of the case: those who hold a post here and are not kept out of it. */
  private async appointable(caseId: string, { evidence }: Step): Promise<string[]> {
    if (!evidence.some(({ kind }) => kind === 'appoint')) return [];
    const { people } = await worldOfCase(this.scope.tx, caseId);
    return people
      .filter(({ role, excluded, away }) => role !== null && !excluded && !away)
      .map(({ person }) => person);
  }
}

function stepIn({ steps }: Chain, key: string): Step {
  const step = steps.find(({ id }) => id === stepOfKey(key));
  if (step === undefined) throw new NotThereOrNotYours();
  return step;
}
