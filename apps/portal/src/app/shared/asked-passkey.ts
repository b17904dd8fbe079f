import { HttpClient } from '@angular/common/http';
import { Injectable, inject } from '@angular/core';
import { type PasskeyProof, passkeyAsked } from '@trustward/contracts';
import { firstValueFrom } from 'rxjs';
import { provePasskey } from './passkeys.ts';

/** What the person's device signs of what the server asks. */
@Injectable({ providedIn: 'root' })
export class AskedPasskey {
  private readonly http = inject(HttpClient);

  async proof(address: string): Promise<PasskeyProof> {
    const answer = await firstValueFrom(this.http.post(address, {}));
    return provePasskey(passkeyAsked.parse(answer));
  }
}
