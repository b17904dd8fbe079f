import { Inject, Injectable } from '@nestjs/common';
import { endLinks, linkAddress, linkUnder, makeAgencyLink, worldOfCase } from '@trustward/casework';
import type { AgencyLink, MakeLink } from '@trustward/contracts';
import { API_CONFIG, type ApiConfig } from '../platform/api-config.ts';
import { NotThereOrNotYours, RuleRefused, Stale } from '../platform/problems.ts';
import { RequestScope } from '../platform/request-scope.ts';
import { lockedNow } from '../shared/acts.ts';
import { iso } from '../shared/instants.ts';
import { dutyIn, mailTo, mayMakeLink } from './agency-link.ts';
import { caseRecord } from './case-record.ts';

/** Links by which an agency confirms that something has come: one for each duty, given out by whoever might say so. */
@Injectable()
export class AgencyLinkService {
  constructor(
    private readonly scope: RequestScope,
    @Inject(API_CONFIG) private readonly config: ApiConfig,
  ) {}

  /** Under the id that the page made, so that a lost answer is had again; any link before it ends. */
  async make(caseId: string, step: string, { eventId, mail }: MakeLink): Promise<AgencyLink> {
    const { tx } = this.scope;
    const party = await this.partyOf(caseId, step);
    await lockedNow(tx, caseId);
    const address = (await mailTo(tx, caseId))[party] ?? null;
    if (mail && address === null) {
      throw new RuleRefused('notAllowed', 'This cannot be mailed from here. Copy the link instead.');
    }
    const under = await linkUnder(tx, eventId, { caseId, step });
    if (under === 'another') {
      throw new Stale('That link has been used, withdrawn or replaced meanwhile. Reload the page.');
    }
    const made = under ?? (await makeAgencyLink(tx, { id: eventId, caseId, step, party, mail }));
    return {
      address: linkAddress(this.config.http.publicUrl, made.token),
      expiresAt: iso(made.expiresAt),
      mailedTo: made.mailedTo,
    };
  }

  async withdraw(caseId: string, step: string): Promise<void> {
    await this.partyOf(caseId, step);
    await endLinks(this.scope.tx, { caseId, step });
  }

  /** Whose link it is, if the caller may give one out. */
  private async partyOf(caseId: string, key: string): Promise<string> {
    const { tx, caller } = this.scope;
    const record = await caseRecord(tx, caller, caseId);
    const found = dutyIn(record, key);
    if (found === null) throw new NotThereOrNotYours();
    const { step, duty } = found;
    const tried = { record, world: await worldOfCase(tx, caseId) };
    if (step.confirmedBy === undefined || !mayMakeLink(tried, step, duty, caller.personId)) {
      throw new RuleRefused('notAllowed', `No link can be given out for “${step.title}” now, or not by you.`);
    }
    return step.confirmedBy;
  }
}
