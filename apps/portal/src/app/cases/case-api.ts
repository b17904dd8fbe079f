import { HttpClient, httpResource } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import {
  type ActResult,
  type DutyDone,
  type MoveClock,
  type TakeOver,
  actResult,
  caseView,
} from '@trustward/contracts';
import { firstValueFrom } from 'rxjs';
import { received } from '../shared/received.ts';

/** Every read and write of one case. */
export const caseResource = (caseId: () => string) =>
  httpResource(() => `/api/cases/${encodeURIComponent(caseId())}`, { parse: received(caseView) });

@Injectable({ providedIn: 'root' })
export class CaseActs {
  private readonly http = inject(HttpClient);

  done(caseId: string, step: string, act: DutyDone): Promise<ActResult> {
    return this.post(`${caseId}/duties/${encodeURIComponent(step)}/done`, act);
  }

  takeOver(caseId: string, step: string, act: TakeOver): Promise<ActResult> {
    return this.post(`${caseId}/duties/${encodeURIComponent(step)}/take-over`, act);
  }

  moveClock(caseId: string, act: MoveClock): Promise<ActResult> {
    return this.post(`${caseId}/clock`, act);
  }

  private async post(path: string, act: object): Promise<ActResult> {
    return actResult.parse(await firstValueFrom(this.http.post(`/api/cases/${path}`, act)));
  }
}
