import { HttpClient, httpResource } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { type GiveShare, caseShares, sharedCase, sharedList } from '@trustward/contracts';
import { firstValueFrom } from 'rxjs';
import { newEventId } from '../shared/event-id.ts';
import { readAnswer } from '../shared/read-answer.ts';
import { received } from '../shared/received.ts';

const sharesOf = (caseId: string): string => `/api/cases/${encodeURIComponent(caseId)}/shares`;

export const sharesResource = (caseId: () => string) =>
  httpResource(() => sharesOf(caseId()), { parse: (body) => readAnswer(caseShares, body) });
export const sharedListResource = () => httpResource(() => '/api/shared', { parse: received(sharedList) });
export const sharedCaseResource = (caseId: () => string) =>
  httpResource(() => `/api/shared/${encodeURIComponent(caseId())}`, { parse: received(sharedCase) });

/** Letting a colleague see a part of a case, and ending that. */
@Injectable({ providedIn: 'root' })
export class ShareApi {
  private readonly http = inject(HttpClient);

  async give(caseId: string, given: GiveShare): Promise<void> {
    await firstValueFrom(this.http.post(sharesOf(caseId), given));
  }

  async end(caseId: string, shareId: string): Promise<void> {
    await firstValueFrom(
      this.http.post(`${sharesOf(caseId)}/${encodeURIComponent(shareId)}/end`, { eventId: newEventId() }),
    );
  }
}
