import { Injectable } from '@nestjs/common';
import { worldOfCase } from '@trustward/casework';
import type { Act } from '@trustward/casework';
import { isPost, ROLES, stepOfKey } from '@trustward/chain';
import type { Role, World } from '@trustward/chain';
import type {
  Acknowledge,
  ActResult,
  Agree,
  Decline,
  HandOver,
  PauseClock,
  ResumeClock,
  Waive,
} from '@trustward/contracts';
import { covers } from '@trustward/permissions';
import type { Thing } from '@trustward/permissions';
import { RuleRefused } from '../platform/problems.ts';
import { RequestScope } from '../platform/request-scope.ts';
import { act, actedOn } from '../shared/acts.ts';

/** What people say about a duty without doing it: that they have it, that somebody else should, that it need not be done. */
@Injectable()
export class DutyAnswerService {
  constructor(private readonly scope: RequestScope) {}

  acknowledge(caseId: string, step: string, { eventId, version }: Acknowledge): Promise<ActResult> {
    return this.act(caseId, { eventId, event: { type: 'acknowledged', ...this.on(step, version) } });
  }

  async handOver(
    caseId: string,
    step: string,
    { eventId, version, to, reason }: HandOver,
  ): Promise<ActResult> {
    const { schoolId, phase, now } = await this.readable(caseId, eventId);
    const here = { caseId, schoolId, phase, owners: [], now };
    const as = roleOf(await worldOfCase(this.scope.tx, caseId), here, step, to);
    if (as === undefined) {
      throw new RuleRefused('notAllowed', 'This cannot be handed to that person: it is not for their post.', [
        { field: 'to', reason: 'Choose somebody else' },
      ]);
    }
    const event = { type: 'handOverAsked', ...this.on(step, version), to, as } as const;
    return this.act(caseId, { eventId, words: { reason }, event });
  }

  waive(caseId: string, step: string, { eventId, version, reason, why }: Waive): Promise<ActResult> {
    const event = { type: 'waiverAsked', ...this.on(step, version), reason } as const;
    return this.act(caseId, { eventId, words: { why }, event });
  }

  pause(caseId: string, step: string, { eventId, version, reason, why }: PauseClock): Promise<ActResult> {
    const event = { type: 'pauseAsked', ...this.on(step, version), reason } as const;
    return this.act(caseId, { eventId, words: { why }, event });
  }

  resume(caseId: string, step: string, { eventId, version, reason }: ResumeClock): Promise<ActResult> {
    return this.act(caseId, {
      eventId,
      words: { reason },
      event: { type: 'resumed', ...this.on(step, version) },
    });
  }

  agree(caseId: string, step: string, { eventId, version, to }: Agree): Promise<ActResult> {
    return this.act(caseId, { eventId, event: { type: 'agreed', ...this.on(step, version), to } });
  }

  decline(caseId: string, step: string, { eventId, version, to, reason }: Decline): Promise<ActResult> {
    const event = { type: 'declined', ...this.on(step, version), to } as const;
    return this.act(caseId, { eventId, words: { reason }, event });
  }

  private on(step: string, version: number) {
    return { by: this.scope.caller.personId, step, version };
  }

  private readable(caseId: string, eventId: string) {
    const { tx, caller } = this.scope;
    return actedOn(tx, caseId, caller.rules('case:read'), eventId);
  }

  private async act(caseId: string, cause: Omit<Act, 'kind'>): Promise<ActResult> {
    await this.readable(caseId, cause.eventId);
    return act(this.scope.tx, caseId, { kind: 'act', ...cause });
  }
}

/** The first rung of the step's ladder that somebody holds, if by it they may open the case before they accept. */
function roleOf({ chain, people }: World, here: Thing, key: string, person: string): Role | undefined {
  const step = chain.steps.find(({ id }) => id === stepOfKey(key));
  const held = people.filter((each) => each.person === person && !each.excluded).map(({ role }) => role);
  return step?.owner.find((rung) => {
    if (!isPost(rung) || !held.includes(rung)) return false;
    const post = { role: rung, schoolId: ROLES[rung].scope === 'school' ? here.schoolId : null };
    return covers({ personId: person, posts: [post] }, 'case:read', here);
  });
}
