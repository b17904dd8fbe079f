import { HttpClient, httpResource } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import {
  type Acknowledge,
  type ActResult,
  type Agree,
  type Decline,
  type DutyDone,
  type HandOver,
  type MoveClock,
  type ReleaseHold,
  type TakeOver,
  type Waive,
  type CaseView,
  type ShownCase,
  actResult,
  shownCase,
} from '@trustward/contracts';
import { firstValueFrom } from 'rxjs';
import { answeredWithin } from '../shared/answered-within.ts';
import { unanswered } from '../shared/problem.ts';
import { type Received, received } from '../shared/received.ts';

/** How long an act may be under way before it is sent once more. */
const PATIENCE_MS = 20_000;

/** Every read and write of one case. */
export const caseResource = (caseId: () => string) =>
  httpResource(() => `/api/cases/${encodeURIComponent(caseId())}`, { parse: received(shownCase) });

/** Nothing where Trustward cannot read the case, of which its page then says whom to ring. */
export const readable = (shown: Received<ShownCase> | undefined): Received<CaseView> | undefined =>
  shown && !('unreadable' in shown) ? shown : undefined;

@Injectable({ providedIn: 'root' })
export class CaseActs {
  private readonly http = inject(HttpClient);

  done(caseId: string, step: string, act: DutyDone): Promise<ActResult> {
    return this.onDuty(caseId, step, 'done', act);
  }

  takeOver(caseId: string, step: string, act: TakeOver): Promise<ActResult> {
    return this.onDuty(caseId, step, 'take-over', act);
  }

  acknowledge(caseId: string, step: string, act: Acknowledge): Promise<ActResult> {
    return this.onDuty(caseId, step, 'acknowledge', act);
  }

  handOver(caseId: string, step: string, act: HandOver): Promise<ActResult> {
    return this.onDuty(caseId, step, 'hand-over', act);
  }

  waive(caseId: string, step: string, act: Waive): Promise<ActResult> {
    return this.onDuty(caseId, step, 'waive', act);
  }

  agree(caseId: string, step: string, act: Agree): Promise<ActResult> {
    return this.onDuty(caseId, step, 'agree', act);
  }

  decline(caseId: string, step: string, act: Decline): Promise<ActResult> {
    return this.onDuty(caseId, step, 'decline', act);
  }

  release(caseId: string, hold: string, how: 'ask' | 'grant', act: ReleaseHold): Promise<ActResult> {
    return this.post(`${caseId}/holds/${encodeURIComponent(hold)}/${how}-release`, act);
  }

  moveClock(caseId: string, act: MoveClock): Promise<ActResult> {
    return this.post(`${caseId}/clock`, act);
  }

  private onDuty(caseId: string, step: string, what: string, act: object): Promise<ActResult> {
    return this.post(`${caseId}/duties/${encodeURIComponent(step)}/${what}`, act);
  }

  /** Once more where no answer came: its event id makes it the same act, whichever of the two arrived. */
  private async post(path: string, act: object): Promise<ActResult> {
    const send = async () => {
      const answer = this.http.post(`/api/cases/${path}`, act).pipe(answeredWithin(PATIENCE_MS));
      return actResult.parse(await firstValueFrom(answer));
    };
    try {
      return await send();
    } catch (error) {
      // What was answered is the caller's to say.
      if (!unanswered(error)) throw error;
      return send();
    }
  }
}
