import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { type Invitation, type TakeInvitation, invitation } from '@trustward/contracts';
import { firstValueFrom } from 'rxjs';
import { newEventId } from '../shared/event-id.ts';
import { readAnswer } from '../shared/read-answer.ts';

const PEOPLE = '/api/people';
const LINKS = '/api/invitations';

/** Asking somebody to make an account, and what their link leads to. Nothing of a link is asked for by GET. */
@Injectable({ providedIn: 'root' })
export class Invitations {
  private readonly http = inject(HttpClient);

  async lookUp(token: string): Promise<Invitation> {
    return readAnswer(invitation, await this.post(`${LINKS}/look-up`, { token }));
  }

  take(given: TakeInvitation): Promise<unknown> {
    return this.post(LINKS, given);
  }

  join(token: string): Promise<unknown> {
    return this.post(`${LINKS}/join`, { token });
  }

  invite(personId: string): Promise<unknown> {
    return this.post(`${PEOPLE}/${encodeURIComponent(personId)}/invitation`, { eventId: newEventId() });
  }

  withdraw(personId: string): Promise<unknown> {
    return this.post(`${PEOPLE}/${encodeURIComponent(personId)}/invitation/withdraw`, {});
  }

  private post(path: string, body: object): Promise<unknown> {
    return firstValueFrom(this.http.post<unknown>(path, body));
  }
}
