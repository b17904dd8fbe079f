import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { type Change, type DraftChange, change } from '@trustward/contracts';
import { firstValueFrom } from 'rxjs';
import { readAnswer } from '../shared/read-answer.ts';

export const CHANGES = '/api/changes';
export const BOARD = `${CHANGES}/board`;
export const TO_CONFIRM = `${CHANGES}/to-confirm`;

/** Edits of what running cases go by: drafted, looked at, applied. */
@Injectable({ providedIn: 'root' })
export class Changes {
  private readonly http = inject(HttpClient);

  async draft(draft: DraftChange): Promise<Change> {
    return readAnswer(change, await firstValueFrom(this.http.post(CHANGES, draft)));
  }

  /** What was shown under its version, and nothing else. */
  async apply({ id, version }: Change): Promise<Change> {
    const address = `${CHANGES}/${encodeURIComponent(id)}/apply`;
    return readAnswer(change, await firstValueFrom(this.http.post(address, { version })));
  }

  async putAside({ id, version }: Change): Promise<Change> {
    const address = `${CHANGES}/${encodeURIComponent(id)}/put-aside`;
    return readAnswer(change, await firstValueFrom(this.http.post(address, { version })));
  }
}
