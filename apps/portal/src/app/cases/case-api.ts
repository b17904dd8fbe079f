import { HttpClient, httpResource } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import {
  type Acknowledge,
  type ActResult,
  type AgencyLink,
  type Agree,
  type ChangeAnswer,
  type Decline,
  type DutyDone,
  type HandOver,
  type MakeLink,
  type MoveClock,
  type PauseClock,
  type NoMistake,
  type RecordEvent,
  type GrantRelease,
  type KeepHold,
  type ReleaseHold,
  type ReportedByMistake,
  type ResumeClock,
  type StandDown,
  type TakeOver,
  type Waive,
  type WithdrawLink,
  type CaseView,
  type ShownCase,
  actResult,
  agencyLink,
  shownCase,
} from '@trustward/contracts';
import { firstValueFrom } from 'rxjs';
import { answeredWithin } from '../shared/answered-within.ts';
import { unanswered } from '../shared/problem.ts';
import { readAnswer } from '../shared/read-answer.ts';
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

  pause(caseId: string, step: string, act: PauseClock): Promise<ActResult> {
    return this.onDuty(caseId, step, 'pause', act);
  }

  resume(caseId: string, step: string, act: ResumeClock): Promise<ActResult> {
    return this.onDuty(caseId, step, 'resume', act);
  }

  decline(caseId: string, step: string, act: Decline): Promise<ActResult> {
    return this.onDuty(caseId, step, 'decline', act);
  }

  release(
    caseId: string,
    hold: string,
    how: 'ask' | 'grant' | 'decline',
    act: ReleaseHold | GrantRelease | KeepHold,
  ): Promise<ActResult> {
    return this.post(`${caseId}/holds/${encodeURIComponent(hold)}/${how}-release`, act);
  }

  standDown(caseId: string, act: StandDown): Promise<ActResult> {
    return this.post(`${caseId}/stand-down`, act);
  }

  mistake(
    caseId: string,
    how: 'ask' | 'agree' | 'decline',
    act: ReportedByMistake | NoMistake,
  ): Promise<ActResult> {
    return this.post(`${caseId}/mistake/${how}`, act);
  }

  recordEvent(caseId: string, event: string, act: RecordEvent): Promise<ActResult> {
    return this.post(`${caseId}/events/${encodeURIComponent(event)}`, act);
  }

  changeAnswer(caseId: string, fact: string, act: ChangeAnswer): Promise<ActResult> {
    return this.post(`${caseId}/answers/${encodeURIComponent(fact)}`, act);
  }

  /** By its event id the same link, where the answer was lost and it is asked for once more. */
  async makeLink(caseId: string, step: string, act: MakeLink): Promise<AgencyLink> {
    return agencyLink.parse(await this.ask(this.linkOf(caseId, step), act));
  }

  async withdrawLink(caseId: string, step: string, act: WithdrawLink): Promise<void> {
    await this.ask(`${this.linkOf(caseId, step)}/withdraw`, act);
  }

  moveClock(caseId: string, act: MoveClock): Promise<ActResult> {
    return this.post(`${caseId}/clock`, act);
  }

  private onDuty(caseId: string, step: string, what: string, act: object): Promise<ActResult> {
    return this.post(`${caseId}/duties/${encodeURIComponent(step)}/${what}`, act);
  }

  private async post(path: string, act: object): Promise<ActResult> {
    return readAnswer(actResult, await this.ask(path, act));
  }

  private linkOf(caseId: string, step: string): string {
    return `${caseId}/duties/${encodeURIComponent(step)}/link`;
  }

  /** Once more where no answer came: its event id makes it the same act, whichever of the two arrived. */
  private async ask(path: string, act: object): Promise<unknown> {
    const send = () =>
      firstValueFrom(this.http.post(`/api/cases/${path}`, act).pipe(answeredWithin(PATIENCE_MS)));
    try {
      return await send();
    } catch (error) {
      // What was answered is the caller's to say.
      if (!unanswered(error)) throw error;
      return await send();
    }
  }
}
