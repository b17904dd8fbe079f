import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { type AcknowledgeReceipt, type Acknowledgement, acknowledgement } from '@trustward/contracts';
import { firstValueFrom } from 'rxjs';
import { newEventId } from '../shared/event-id.ts';

const PLACE = 'trustward-agency';

/** What an agency's link leads to. Nothing of it is asked for by GET, which whatever opens links in mail would send too. */
@Injectable({ providedIn: 'root' })
export class Acknowledgements {
  private readonly http = inject(HttpClient);
  private readonly press = thisBrowser();

  lookUp(token: string): Promise<Acknowledgement> {
    return this.post('/look-up', { token, press: this.press });
  }

  acknowledge(said: Omit<AcknowledgeReceipt, 'press'>): Promise<Acknowledgement> {
    return this.post('', { ...said, press: this.press });
  }

  private async post(path: string, body: object): Promise<Acknowledgement> {
    return acknowledgement.parse(await firstValueFrom(this.http.post(`/api/acknowledgements${path}`, body)));
  }
}

/** By this id, and by nothing else, the same browser gets the same answer when it comes back. */
function thisBrowser(): string {
  const made = newEventId();
  try {
    const kept = localStorage.getItem(PLACE) ?? made;
    localStorage.setItem(PLACE, kept);
    return kept;
  } catch {
    // A browser that keeps nothing is another one each time.
    return made;
  }
}
